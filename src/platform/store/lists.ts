/** Is a column's value in a list? A list of any length is one value of a statement, which takes a bounded number of them. */
import { type SqlBool, sql } from 'kysely'

export const oneOf = (column: string, list: readonly (string | number)[]) =>
  sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(list)}))`

export const noneOf = (column: string, list: readonly (string | number)[]) =>
  sql<SqlBool>`${sql.ref(column)} not in (select value from json_each(${JSON.stringify(list)}))`
