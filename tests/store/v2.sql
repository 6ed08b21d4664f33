-- A record of version 2, as iterdump writes it, without its search index.
BEGIN TRANSACTION;
CREATE TABLE failures (
	path TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (path)
);
CREATE TABLE figures (
	id INTEGER NOT NULL, 
	reading INTEGER NOT NULL, 
	figure TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(reading) REFERENCES readings (id)
);
INSERT INTO "figures" VALUES(1,1,'{"end":null,"evidence":{"in":"body","quote":"زار","rule":"test","span":[0,3]},"number":7,"source":"page","start":null,"unit":"مذكرة","whose":null}');
INSERT INTO "figures" VALUES(2,2,'{"end":null,"evidence":{"in":"body","quote":"زار","rule":"test","span":[0,3]},"number":7,"source":"page","start":null,"unit":"مذكرة","whose":null}');
INSERT INTO "figures" VALUES(3,3,'{"end":null,"evidence":{"in":"body","quote":"زار","rule":"test","span":[0,3]},"number":7,"source":"page","start":null,"unit":"مذكرة","whose":null}');
CREATE TABLE findings (
	id INTEGER NOT NULL, 
	reading INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	finding TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(reading) REFERENCES readings (id)
);
INSERT INTO "findings" VALUES(1,1,'date-conflict','{"evidence":[{"in":"body","quote":"زار","rule":"test","span":[0,3]}],"kind":"date-conflict","why":"weekday and date disagree"}');
INSERT INTO "findings" VALUES(2,2,'date-conflict','{"evidence":[{"in":"body","quote":"زار","rule":"test","span":[0,3]}],"kind":"date-conflict","why":"weekday and date disagree"}');
INSERT INTO "findings" VALUES(3,3,'date-conflict','{"evidence":[{"in":"body","quote":"زار","rule":"test","span":[0,3]}],"kind":"date-conflict","why":"weekday and date disagree"}');
CREATE TABLE identifiers (
	event VARCHAR(20) NOT NULL, 
	born INTEGER NOT NULL, 
	moved TEXT, 
	PRIMARY KEY (event)
);
INSERT INTO "identifiers" VALUES('e-a090a256cb93',1,NULL);
INSERT INTO "identifiers" VALUES('e-0ab14df98e9a',2,NULL);
INSERT INTO "identifiers" VALUES('e-23a51095f939',3,NULL);
CREATE TABLE judgements (
	id INTEGER NOT NULL, 
	act INTEGER NOT NULL, 
	verb VARCHAR(16) NOT NULL, 
	verdict VARCHAR(16) NOT NULL, 
	pair TEXT NOT NULL, 
	field TEXT NOT NULL, 
	value TEXT, 
	restores INTEGER, 
	prev INTEGER NOT NULL, 
	user TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (pair, field, prev)
);
INSERT INTO "judgements" VALUES(1,1,'split','apart','["[\"a\",\"visit\",\"body\",0,15,\"MA+US\",0]","[\"b\",\"visit\",\"body\",0,15,\"MA+US\",0]"]','',NULL,NULL,0,'noor','two','2026-11-22T08:44:01+00:00');
INSERT INTO "judgements" VALUES(2,1,'split','apart','["[\"b\",\"visit\",\"body\",0,15,\"MA+US\",0]","[\"c\",\"visit\",\"body\",0,15,\"MA+US\",0]"]','',NULL,NULL,0,'noor','two','2026-11-22T08:44:01+00:00');
INSERT INTO "judgements" VALUES(3,2,'correct','claim','["[\"b\",\"visit\",\"body\",0,15,\"MA+US\",0]"]','city','{"value":"فاس"}',NULL,0,'sami','the ministry','2026-11-22T08:44:01+00:00');
INSERT INTO "judgements" VALUES(4,3,'add','add','["[\"c\",\"call\",\"body\",95,105,\"\",\"j0\"]"]','add','{"beside":0,"mention":{"attribution":"page","city":null,"count":null,"country":"ES","end":null,"evidence":"كلمات أخرى","fields":{"country":{"in":"body","quote":"كلمات أخرى","rule":"judgement","span":[95,105]}},"in":"body","participants":[],"precision":null,"rule":"judgement","span":[95,105],"start":null,"status":"happened","topics":[],"type":"call"}}',NULL,0,'sami','missed','2026-11-22T08:44:01+00:00');
CREATE TABLE ledger (
	anchor TEXT NOT NULL, 
	event VARCHAR(20) NOT NULL, 
	PRIMARY KEY (anchor)
);
INSERT INTO "ledger" VALUES('["a","visit","body",0,15,"MA+US",0]','e-a090a256cb93');
INSERT INTO "ledger" VALUES('["b","visit","body",0,15,"MA+US",0]','e-0ab14df98e9a');
INSERT INTO "ledger" VALUES('["c","visit","body",0,15,"MA+US",0]','e-a090a256cb93');
INSERT INTO "ledger" VALUES('["c","call","body",95,105,"","j0"]','e-23a51095f939');
CREATE TABLE mentions (
	id INTEGER NOT NULL, 
	reading INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	type VARCHAR(16) NOT NULL, 
	start VARCHAR(10), 
	"end" VARCHAR(10), 
	mention TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (reading, n), 
	FOREIGN KEY(reading) REFERENCES readings (id)
);
INSERT INTO "mentions" VALUES(1,1,0,'visit','2022-06-13','2022-06-13','{"attribution":"page","city":null,"count":null,"country":"US","end":"2022-06-13","evidence":"زار حمزة الطيبي","fields":{},"in":"body","participants":[{"country":"MA","name":"حمزة الطيبي","org":"مديرية الأمن الوطني","part":"guest","role":"مدير الأمن الوطني"},{"country":"US","name":null,"org":null,"part":"host","role":null}],"precision":"day","rule":"test","span":[0,15],"start":"2022-06-13","status":"happened","topics":[],"type":"visit"}');
INSERT INTO "mentions" VALUES(2,2,0,'visit','2022-06-13','2022-06-13','{"attribution":"page","city":null,"count":null,"country":"US","end":"2022-06-13","evidence":"زار حمزة الطيبي","fields":{},"in":"body","participants":[{"country":"MA","name":"حمزة الطيبي","org":"مديرية الأمن الوطني","part":"guest","role":"مدير الأمن الوطني"},{"country":"US","name":null,"org":null,"part":"host","role":null}],"precision":"day","rule":"test","span":[0,15],"start":"2022-06-13","status":"happened","topics":[],"type":"visit"}');
INSERT INTO "mentions" VALUES(3,3,0,'visit','2022-06-13','2022-06-13','{"attribution":"page","city":null,"count":null,"country":"US","end":"2022-06-13","evidence":"زار حمزة الطيبي","fields":{},"in":"body","participants":[{"country":"MA","name":"حمزة الطيبي","org":"مديرية الأمن الوطني","part":"guest","role":"مدير الأمن الوطني"},{"country":"US","name":null,"org":null,"part":"host","role":null}],"precision":"day","rule":"test","span":[0,15],"start":"2022-06-13","status":"happened","topics":[],"type":"visit"}');
CREATE TABLE pages (
	id INTEGER NOT NULL, 
	identity TEXT NOT NULL, 
	page_id TEXT NOT NULL, 
	path TEXT NOT NULL, 
	address TEXT, 
	PRIMARY KEY (id), 
	UNIQUE (identity)
);
INSERT INTO "pages" VALUES(1,'a','a','a.txt',NULL);
INSERT INTO "pages" VALUES(2,'b','b','b.txt',NULL);
INSERT INTO "pages" VALUES(3,'c','c','c.txt',NULL);
CREATE TABLE readings (
	id INTEGER NOT NULL, 
	page INTEGER NOT NULL, 
	text INTEGER NOT NULL, 
	version VARCHAR(64) NOT NULL, 
	finder TEXT NOT NULL, 
	lexicon TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	article TEXT NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(page) REFERENCES pages (id), 
	FOREIGN KEY(text) REFERENCES texts (id)
);
INSERT INTO "readings" VALUES(1,1,1,'v1','f1','l1','f7026a7c9ea0a0c12c21d5b3ba30a70680e4f7af24135f0fb2809316d722547d','{"address":null,"id":"a","identity":"a","lang":"ar","left_out":[],"outlet":"a","path":"a.txt","published":"2022-06-14","published_by":"test","version":"v1"}','2026-11-22T08:44:01+00:00');
INSERT INTO "readings" VALUES(2,2,2,'v1','f1','l1','7b67e1866766776a704d96f03c4ffb59a0be9cc9779c1b47614a858e7e55012f','{"address":null,"id":"b","identity":"b","lang":"ar","left_out":[],"outlet":"b","path":"b.txt","published":"2022-06-14","published_by":"test","version":"v1"}','2026-11-22T08:44:01+00:00');
INSERT INTO "readings" VALUES(3,3,3,'v1','f1','l1','61a7ccd6486b4bdac9c1bfb50fd87544221af606abe43fc1b113525937c05e6d','{"address":null,"id":"c","identity":"c","lang":"ar","left_out":[],"outlet":"c","path":"c.txt","published":"2022-06-14","published_by":"test","version":"v1"}','2026-11-22T08:44:01+00:00');
CREATE TABLE texts (
	id INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	title TEXT NOT NULL, 
	body TEXT NOT NULL, 
	shingles BLOB NOT NULL, 
	named TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (digest)
);
INSERT INTO "texts" VALUES(1,'b98402a09ef8ef0e4ac01501e5f49923958e1eda4072c25444bd49bcafd1135d','زيارة رسمية','زار حمزة الطيبي مدير الأمن الوطني واشنطن، حيث التقى وزيرة الدفاع لينا كارتر وبحث معها التعاون.',X'E5ECBC49D466FF495D172F555DDAE8584C08D49E76F174B3B8F6C1BABEFB40C5D3E432E4830C7FE982B3B8FC411BBBFD','{"agencies":[],"communiques":[]}');
INSERT INTO "texts" VALUES(2,'9b53bc0afcbd9b73e9d99e4f6b788268a5c6be35999a0771ed032f5fd1fb0de9','نص آخر','زار حمزة الطيبي مدير الأمن الوطني واشنطن، حيث التقى وزيرة الدفاع لينا كارتر وبحث معها التعاون.',X'E5ECBC49D466FF495D172F555DDAE8584C08D49E76F174B3B8F6C1BABEFB40C5D3E432E4830C7FE982B3B8FC411BBBFD','{"agencies":[],"communiques":[]}');
INSERT INTO "texts" VALUES(3,'e7e49427b92558f963dec16bd97af4e6b7032180de333bcd0784777c54126ded','زيارة رسمية','زار حمزة الطيبي مدير الأمن الوطني واشنطن، حيث التقى وزيرة الدفاع لينا كارتر وبحث معها التعاون. كلمات أخرى',X'E5ECBC49D466FF495D172F555DDAE8582CFEBF8D4C08D49EB58E0CAB76F174B3B8F6C1BABEFB40C5D3E432E4830C7FE982B3B8FC411BBBFD','{"agencies":[],"communiques":[]}');
CREATE TABLE tombstones (
	id INTEGER NOT NULL, 
	page TEXT NOT NULL, 
	version VARCHAR(64) NOT NULL, 
	start INTEGER, 
	"end" INTEGER, 
	digest VARCHAR(64), 
	user TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE view_added (
	act INTEGER NOT NULL, 
	page INTEGER NOT NULL, 
	event VARCHAR(20) NOT NULL, 
	mention TEXT NOT NULL, 
	PRIMARY KEY (act), 
	FOREIGN KEY(page) REFERENCES pages (id)
);
INSERT INTO "view_added" VALUES(3,3,'e-23a51095f939','{"attribution":"page","city":null,"count":null,"country":"ES","end":null,"evidence":"كلمات أخرى","fields":{"country":{"in":"body","quote":"كلمات أخرى","rule":"judgement","span":[95,105]}},"in":"body","participants":[],"precision":null,"rule":"judgement","span":[95,105],"start":null,"status":"happened","topics":[],"type":"call"}');
CREATE TABLE view_claims (
	judgement INTEGER NOT NULL, 
	event VARCHAR(20) NOT NULL, 
	PRIMARY KEY (judgement)
);
INSERT INTO "view_claims" VALUES(3,'e-0ab14df98e9a');
CREATE TABLE view_events (
	event VARCHAR(20) NOT NULL, 
	type VARCHAR(16) NOT NULL, 
	start VARCHAR(10), 
	"end" VARCHAR(10), 
	PRIMARY KEY (event)
);
INSERT INTO "view_events" VALUES('e-0ab14df98e9a','visit','2022-06-13','2022-06-13');
INSERT INTO "view_events" VALUES('e-23a51095f939','call',NULL,NULL);
INSERT INTO "view_events" VALUES('e-a090a256cb93','visit','2022-06-13','2022-06-13');
CREATE TABLE view_members (
	mention INTEGER NOT NULL, 
	event VARCHAR(20) NOT NULL, 
	PRIMARY KEY (mention), 
	FOREIGN KEY(mention) REFERENCES mentions (id)
);
INSERT INTO "view_members" VALUES(1,'e-a090a256cb93');
INSERT INTO "view_members" VALUES(2,'e-0ab14df98e9a');
INSERT INTO "view_members" VALUES(3,'e-a090a256cb93');
CREATE TABLE view_origins (
	page INTEGER NOT NULL, 
	origin TEXT NOT NULL, 
	PRIMARY KEY (page), 
	FOREIGN KEY(page) REFERENCES pages (id)
);
INSERT INTO "view_origins" VALUES(2,'a');
INSERT INTO "view_origins" VALUES(3,'a');
CREATE TABLE view_state (
	id INTEGER NOT NULL, 
	reading INTEGER NOT NULL, 
	judgement INTEGER NOT NULL, 
	tombstone INTEGER NOT NULL, 
	program TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "view_state" VALUES(1,3,3,0,'a16cafc254093f63');
CREATE INDEX judgements_act ON judgements (act);
CREATE INDEX tombstones_version ON tombstones (version);
CREATE INDEX view_events_start ON view_events (start);
CREATE INDEX ix_view_claims_event ON view_claims (event);
CREATE INDEX readings_page ON readings (page, id);
CREATE INDEX ix_view_added_event ON view_added (event);
CREATE INDEX ix_view_added_page ON view_added (page);
CREATE INDEX ix_findings_reading ON findings (reading);
CREATE INDEX ix_figures_reading ON figures (reading);
CREATE INDEX ix_view_members_event ON view_members (event);
COMMIT;
