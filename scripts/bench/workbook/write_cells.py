"""Writes the cells of a JSON-lines file (see dump-cells.ts) again: write_cells.py openpyxl|xlsxwriter CELLS OUT.
Prints the seconds that the writing took; the cells are in memory before. Values only: no fonts, borders, heights."""

import json
import sys
import time

library, source, target = sys.argv[1:]
sheets = []
with open(source, encoding="utf-8") as lines:
    for line in lines:
        row = json.loads(line)
        if isinstance(row, dict):
            sheets.append((row["sheet"], []))
        else:
            sheets[-1][1].append(row)

start = time.perf_counter()
if library == "openpyxl":
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            # A string that begins with "=" would become a formula; nothing more is asked of it than of the others.
            sheet.append(["'" + one if isinstance(one, str) and one[:1] == "=" else one for one in row])
    book.save(target)
else:
    import xlsxwriter

    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, column, value)
                elif value is not None:
                    sheet.write_number(at, column, value)
    book.close()
print(time.perf_counter() - start)
