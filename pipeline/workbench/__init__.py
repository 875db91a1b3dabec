"""The analyst's desk: a chapter opened in JupyterLab for a borough, and a page that follows what is saved."""
