/**
 * HTML of our mails that reads well on a phone: one column, real font sizes, inline styles only (mail programs drop the
 * rest), nothing loaded from outside, no colours, so that a dark screen may choose its own. Everything is escaped: names
 * come from files that an office edits, reasons from mails that anybody sends.
 */
/** Long words (addresses, names of files and folders) break rather than widen the page; those in tables keep their column. */
const page =
  'max-width:600px;margin:0 auto;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:17px;line-height:1.5;overflow-wrap:break-word'
const paragraph = 'margin:0 0 14px'
const table = 'width:100%;border-collapse:collapse;margin:0 0 18px;font-size:16px;line-height:1.4'
const line = 'border-bottom:1px solid #999'
const name = `padding:7px 8px 7px 0;text-align:left;vertical-align:top;font-weight:normal;${line}`
const number = `padding:7px 0 7px 8px;text-align:right;vertical-align:top;white-space:nowrap;${line}`
/** Headings of numbers may wrap, or they would take the width that names need. */
const heading = `padding:7px 0 7px 8px;text-align:right;vertical-align:bottom;font-size:15px;${line}`
const quote = 'border-left:3px solid #999;padding:2px 0 2px 12px;margin:0 0 14px'

/** Phones make links of numbers by themselves, unless told not to. @param body HTML. @returns a whole document */
export const htmlPage = (title: string, body: readonly string[]): string =>
  `<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:0">
<div style="${page}">
${body.join('\n')}
</div>
</body>
</html>
`

export const htmlSaid = (text: string, style = ''): string =>
  `<p style="${paragraph}${style ? `;${style}` : ''}">${escapeHtml(text)}</p>`

export const htmlHeading = (text: string): string =>
  `<h2 style="margin:22px 0 10px;font-size:18px;line-height:1.4">${escapeHtml(text)}</h2>`

/** A title with lines under it. */
export const htmlItem = (title: string, lines: readonly string[]): string =>
  `<p style="${paragraph}"><b>${escapeHtml(title)}</b>${lines
    .map(text => `<br>${escapeHtml(text)}`)
    .join('')}</p>`

export const htmlList = (items: readonly string[]): string =>
  `<ul style="margin:0 0 14px;padding:0 0 0 22px">\n${items
    .map(item => `<li style="margin:0 0 4px">${escapeHtml(item)}</li>`)
    .join('\n')}\n</ul>`

export const htmlQuote = (lines: readonly string[]): string =>
  `<div style="${quote}">\n${lines.map(text => htmlSaid(text)).join('\n')}\n</div>`

/** @param rows the first cell of each is its name */
export const htmlTable = (
  rows: readonly (readonly string[])[],
  { columns, total }: { columns?: readonly string[]; total?: readonly string[] } = {},
): string =>
  [
    `<table style="${table}">`,
    ...(columns ? [headings(columns)] : []),
    ...rows.map(cells => row(cells)),
    ...(total ? [row(total, ';font-weight:bold')] : []),
    '</table>',
  ].join('\n')

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
