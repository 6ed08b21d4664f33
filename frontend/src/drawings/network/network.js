export const isEmpty = () => true;
export function draw() {}
