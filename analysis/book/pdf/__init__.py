"""The PDF: `assemble` joins the pages of the web book into one document, `render` sets it."""
