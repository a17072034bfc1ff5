"""Office files: workbooks and documents of Microsoft Office and of programs that write its formats."""
