/** Workbooks read back as another program would, by exceljs's reader. */
import ExcelJS from 'exceljs'

export const readBack = async (bytes: Uint8Array): Promise<ExcelJS.Workbook> => {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer)
  return workbook
}

/** The sheet as rows of values; merged cells hold theirs once, empty cells are ''. */
export const valuesOf = (sheet: ExcelJS.Worksheet): (string | number | Date)[][] => {
  const rows: (string | number | Date)[][] = []
  sheet.eachRow({ includeEmpty: true }, row => {
    const values: (string | number | Date)[] = []
    for (let column = 1; column <= sheet.columnCount; column++) {
      const cell = row.getCell(column)
      const value = cell.isMerged && cell.master !== cell ? '' : cell.value
      if (value === null) values.push('')
      else if (typeof value === 'string' || typeof value === 'number' || value instanceof Date)
        values.push(value)
      else if (value === undefined) values.push('')
      else throw new Error(`${cell.address} holds ${JSON.stringify(value)}, which is no plain value`)
    }
    rows.push(values)
  })
  return rows
}
