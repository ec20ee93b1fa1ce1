"""Makes the corpus's files of python-docx and openpyxl, a further writer beside ours: python3 make_python.py FOLDER.

FOLDER is fixtures/corpus; the files are committed, and made again only by hand.
"""
import sys
from pathlib import Path

import docx
import openpyxl

corpus = Path(sys.argv[1])
above = [
    'ĐẢNG CỘNG SẢN VIỆT NAM',
    'Đơn vị: Hội Chữ thập đỏ huyện',
    'Thanh Oai, ngày 11 tháng 02 năm 2022',
    'BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022',
    '(Kèm theo Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai)',
]
sectors = ['Kinh tế', 'Văn hóa-xã hội', 'An ninh quốc phòng', 'Xây dựng hệ thống chính trị']
rows = [
    ['1', 'Hội CTĐ xã Mỹ Hưng', '', 'Tủ thuốc nhân ái', '', '', 'Ba điểm'],
    ['2', 'Hội CTĐ xã Tân Ước', '', '', 'Sơ cứu tai nạn giao thông', '', ''],
    ['', 'Tên cá nhân thực hiện', *sectors, ''],
    ['1', '', '', '', '', '', ''],
]

document = docx.Document()
for line in above:
    document.add_paragraph(line)
table = document.add_table(rows=2 + len(rows), cols=7)
table.style = 'Table Grid'
for column, text in ((0, 'TT'), (1, 'Tên tập thể thực hiện'), (6, 'Ghi chú')):
    table.cell(0, column).merge(table.cell(1, column)).text = text
table.cell(0, 2).merge(table.cell(0, 5)).text = 'Lĩnh vực thực hiện (ghi cụ thể tên mô hình)'
for column, text in enumerate(sectors):
    table.cell(1, 2 + column).text = text
for at, row in enumerate(rows):
    for column, text in enumerate(row):
        table.cell(2 + at, column).text = text
document.add_paragraph('THỦ TRƯỞNG ĐƠN VỊ')
document.add_paragraph('(Ký, đóng dấu)')
document.save(corpus / 'docx-python' / 'input.docx')

book = openpyxl.Workbook()
sheet = book.active
for line in above:
    sheet.append([line])
top = sheet.max_row + 1
sheet.append(['TT', 'Tên tập thể thực hiện', 'Lĩnh vực thực hiện (ghi cụ thể tên mô hình)', None, None, None, 'Ghi chú'])
sheet.append([None, None, *sectors, None])
for area in (f'A{top}:A{top + 1}', f'B{top}:B{top + 1}', f'C{top}:F{top}', f'G{top}:G{top + 1}'):
    sheet.merge_cells(area)
for row in rows:
    sheet.append(row)
sheet.append([])
sheet.append([None] * 5 + ['THỦ TRƯỞNG ĐƠN VỊ'])
book.save(corpus / 'xlsx-python' / 'input.xlsx')
