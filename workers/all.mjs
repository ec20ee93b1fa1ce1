#!/usr/bin/env node
// Every worker in one process, the embedded default: the same as `tonghop serve`.
process.argv.splice(2, 0, 'serve')
await import('../tonghop.mjs')
