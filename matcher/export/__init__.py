"""Reports of a screening for people: a workbook, CSV, a page, a screen of text; nothing in them is live and nothing in them decides."""
