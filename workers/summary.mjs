#!/usr/bin/env node
// The summary worker as a process of its own: the same as `tonghop work summary`.
process.argv.splice(2, 0, 'work', 'summary')
await import('../tonghop.mjs')
