// SPDX-License-Identifier: GPL-3.0-or-later
// The peer of bench_sync: PouchDB 9 against express-pouchdb 4.2, in one process as well, over HTTP on this machine.
// The same documents and edits, LevelDB writes synchronous on both sides.   node sync_peer.js PACKAGES FOLDER [EDITS]
'use strict';
const path = require('path');
const [, , packages, folder, count] = process.argv;
const edits = Number(count || 2000);
const { createRequire } = require('module');
const need = createRequire(path.join(packages, 'package.json'));

// PouchDB has no option for durable writes: each batch of LevelDB is told here, and counted, so that a version that
// reaches it by another way is noticed.
let durable = 0;
for (const name of ['pouchdb', 'express-pouchdb']) {
  const LevelDown = createRequire(need.resolve(name))('leveldown');
  const batch = LevelDown.prototype._batch;
  if (LevelDown.durable) continue;
  LevelDown.durable = true;
  LevelDown.prototype._batch = function (operations, options, done) {
    durable += 1;
    return batch.call(this, operations, { ...options, sync: true }, done);
  };
}

const PouchDB = need('pouchdb');
const express = need('express');
const serverDb = PouchDB.defaults({ prefix: path.join(folder, 'hub-') });
const app = express();
app.use('/', need('express-pouchdb')(serverDb, { inMemoryConfig: true, logPath: path.join(folder, 'log.txt') }));

const say = (what, figure) => console.log(`pouchdb ${what.padEnd(46)} ${figure.toFixed(1).padStart(12)} edits/s`);
const timed = async (work) => {
  const begun = process.hrtime.bigint();
  const result = await work();
  if (result.docs_written !== edits) throw new Error(`${result.docs_written} documents instead of ${edits}`);
  return edits / (Number(process.hrtime.bigint() - begun) / 1e9);
};

const server = app.listen(0, '127.0.0.1', async () => {
  try {
    const remote = `http://127.0.0.1:${server.address().port}/county`;
    const writer = new PouchDB(path.join(folder, 'writer'));
    const reader = new PouchDB(path.join(folder, 'reader'));
    const resident = (i) => ({
      _id: `patient-${String(i).padStart(8, '0')}`,
      name: `居民${i}`,
      phone: `138${String(i).padStart(8, '0')}`,
      address: `天长市石梁镇何庄村${i}号`,
      site: 'bench',
    });
    await writer.bulkDocs(Array.from({ length: edits }, (_, i) => resident(i)));
    await writer.replicate.to(remote);
    await reader.replicate.from(remote);
    for (let i = 0; i < edits; ++i) {
      const doc = await writer.get(resident(i)._id);
      await writer.put({ ...doc, phone: `139${String(i).padStart(6, '0')}01` });
    }
    if (durable === 0) throw new Error('LevelDB was not told to write durably: nothing was measured');
    say('push of edits', await timed(() => writer.replicate.to(remote)));
    say('pull and apply', await timed(() => reader.replicate.from(remote)));
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
});
