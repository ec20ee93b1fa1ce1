/** Fills `{placeholders}` of a text from a template. Values go in as they are: escape where the medium needs it. */

/** @throws Error where the text names a value that is not given: a bug in the template or the caller */
export const fill = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  text.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (_, key: string) => {
    const value = values[key]
    if (value === undefined) throw new Error(`the text "${text}" needs a value for {${key}}`)
    return String(value)
  })
