#!/usr/bin/env node
// The reading worker as a process of its own: the same as `tonghop work reading`.
process.argv.splice(2, 0, 'work', 'reading')
await import('../tonghop.mjs')
