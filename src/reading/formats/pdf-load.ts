/**
 * pdf.js (its build without browser or worker, in `unpdf`) opened on hostile bytes: nothing is fetched, drawn, run or
 * decoded that holds no words. What pdf.js throws for bad bytes is this file's refusal.
 */
import { AnnotationMode, getDocument, type PDFDocumentProxy, VerbosityLevel } from 'unpdf/pdfjs'
import { finding } from '../../domain/finding.ts'
import { Refused, unreadable } from './reading.ts'

export type Pdf = PDFDocumentProxy
export type PdfPage = Awaited<ReturnType<Pdf['getPage']>>

/** The bytes are copied: pdf.js takes ownership of what it is given. @throws Refused */
export const withPdf = async <Value>(
  bytes: Uint8Array,
  read: (pdf: Pdf) => Promise<Value>,
): Promise<Value> => {
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    // Says which fonts have a true map to Unicode, and which only seem to.
    fontExtraProperties: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    // Pictures hold no words: a scan at 600 dpi would take 300 MB.
    maxImageSize: 1,
  })
  try {
    return await read(await asked(task.promise))
  } finally {
    await task.destroy()
  }
}

/** Everything asked of pdf.js goes through here. */
export const asked = async <Value>(answer: Promise<Value>): Promise<Value> => {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof Error) || error instanceof Refused) throw error
    if (error.name === 'PasswordException') throw new Refused(finding('encrypted-part'))
    throw unreadable()
  }
}

export const annotationMode = AnnotationMode.ENABLE
