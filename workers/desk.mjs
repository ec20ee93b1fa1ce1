#!/usr/bin/env node
// The desk as a process of its own: the same as `tonghop work desk`.
process.argv.splice(2, 0, 'work', 'desk')
await import('../tonghop.mjs')
