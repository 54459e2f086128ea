"""Files filled in without the program, and read back: the workbook, and the self-evaluation."""
