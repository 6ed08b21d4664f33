"""Marsad reads news pages, Arabic first, into a sourced record of security diplomacy."""
