#!/usr/bin/env node
// The way in for everything started outside npm scripts. Not TypeScript: an older Node.js has to come this far to be told.
import { nodeProblem } from './src/node-version.mjs'

const problem = nodeProblem(process.versions.node)
if (problem === undefined) {
  const { main } = await import('./src/cli.ts')
  process.exitCode = await main(process.argv.slice(2))
} else {
  process.stderr.write(problem)
  process.exitCode = 1
}
