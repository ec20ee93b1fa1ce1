#!/usr/bin/env node
// The validation worker as a process of its own: the same as `tonghop work validation`.
process.argv.splice(2, 0, 'work', 'validation')
await import('../tonghop.mjs')
