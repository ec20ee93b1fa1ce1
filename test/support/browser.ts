/**
 * Debian's Chromium, driven as a person would: one browser for a test file, a window for each person. Whatever a page
 * loads from elsewhere, refuses by its Content-Security-Policy, or throws, fails the test that looked at it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, expect, onTestFinished } from 'vitest'
import type { TestDesk, Visitor } from './desk.ts'

const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

let browser: Promise<Browser> | undefined
afterAll(async () => {
  await (await browser)?.close()
  browser = undefined
})

export interface Window {
  readonly page: Page
  readonly context: BrowserContext
  /** What went wrong in its pages so far: scripts that failed or were refused, requests to elsewhere. */
  readonly troubles: readonly string[]
}

/** Chromium writes its profile where HOME is; sandboxes within containers are not to be had. */
const start = (): Promise<Browser> => {
  if (!program) throw new Error('Chromium is not on this machine; "npm test" installs it on Debian as root')
  browser ??= chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  return browser
}

/** Desktop, unless said; closed with the running test. @param may what goes wrong on purpose */
export const openWindow = async (
  desk: TestDesk,
  visitor: Visitor | undefined,
  options: { width?: number; height?: number; javaScript?: boolean; may?: RegExp } = {},
): Promise<Window> => {
  const { width = 1280, height = 900, javaScript = true, may } = options
  const context = await (await start()).newContext({
    ...{ viewport: { width, height }, javaScriptEnabled: javaScript, locale: 'vi-VN', acceptDownloads: true },
  })
  context.setDefaultTimeout(10_000)
  if (visitor) {
    const [name = '', value = ''] = visitor.cookie.split('=')
    await context.addCookies([{ name, value, url: desk.url }])
  }
  const troubles: string[] = []
  const page = await context.newPage()
  page.on('pageerror', error => troubles.push(`script: ${error.message}`))
  page.on('console', message => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`)
  })
  page.on('request', request => {
    const { protocol, origin } = new URL(request.url())
    if (origin !== desk.url && !['data:', 'blob:', 'about:', 'chrome-extension:'].includes(protocol))
      troubles.push(`request to ${request.url()}`)
  })
  onTestFinished(async () => {
    await context.close()
    expect(troubles.filter(one => !may?.test(one))).toEqual([])
  })
  return { page, context, troubles }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds against WCAG 2.2 AA on the page as it stands: rule, and where; empty: nothing. */
export const findBarriers = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    interface Violation {
      readonly id: string
      readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
    }
    const { axe: run } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: readonly Violation[] }> }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await run.run({ runOnly: { type: 'tag', values: tags } })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
    )
  })
}
