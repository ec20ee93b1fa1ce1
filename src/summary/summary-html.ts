/**
 * A summary's words as HTML that reads well on a phone: one column, real font sizes, inline styles only (mail programs
 * drop the rest), nothing loaded from outside, no colours, so that a dark screen may choose its own. Everything is
 * escaped: a block's name comes from a file that an office edits.
 */
import type { SummaryWords } from './daily-summary.ts'

const page =
  'max-width:600px;margin:0 auto;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:17px;line-height:1.5'
const paragraph = 'margin:0 0 14px'
const table = 'width:100%;border-collapse:collapse;margin:0 0 18px;font-size:16px;line-height:1.4'
const line = 'border-bottom:1px solid #999'
const name = `padding:7px 8px 7px 0;text-align:left;vertical-align:top;font-weight:normal;${line}`
const number = `padding:7px 0 7px 8px;text-align:right;vertical-align:top;white-space:nowrap;${line}`
/** Headings of numbers may wrap, or they would take the width that names need. */
const heading = `padding:7px 0 7px 8px;text-align:right;vertical-align:bottom;font-size:15px;${line}`

/** @returns a whole document */
export const renderSummaryHtml = (words: SummaryWords): string =>
  `<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(words.subject)}</title>
</head>
<body style="margin:0;padding:0">
<div style="${page}">
${said(words.addressee, 'font-weight:bold')}
${said(words.basis)}
${said(`(1) ${words.units}.`)}
${said(`(2) ${words.registrations}; ${words.bySector}:`)}
<table style="${table}">
${words.sectors.map(one => row([one.name, one.count])).join('\n')}
</table>
${said(`(3) ${words.blocksHeading}:`)}
<table style="${table}">
${headings([words.columns.block, words.columns.units, words.columns.registrations])}
${words.blocks.map(one => row([one.name, one.units, one.registrations])).join('\n')}
${row([words.total.name, words.total.units, words.total.registrations], ';font-weight:bold')}
</table>
${said(`(4) ${words.deadline}.`)}
${said(words.closing)}
</div>
</body>
</html>
`

const said = (text: string, style = ''): string =>
  `<p style="${paragraph}${style ? `;${style}` : ''}">${escapeHtml(text)}</p>`

const row = ([first = '', ...numbers]: readonly string[], style = ''): string =>
  `<tr><th scope="row" style="${name}${style}">${escapeHtml(first)}</th>${numbers
    .map(text => `<td style="${number}${style}">${escapeHtml(text)}</td>`)
    .join('')}</tr>`

const headings = ([first = '', ...others]: readonly string[]): string =>
  `<tr><th scope="col" style="${name};vertical-align:bottom;font-size:15px;font-weight:bold">${escapeHtml(first)}</th>${others
    .map(text => `<th scope="col" style="${heading}">${escapeHtml(text)}</th>`)
    .join('')}</tr>`

/** For text and for quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
