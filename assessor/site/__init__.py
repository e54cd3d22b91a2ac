"""The site: pages from policies, the browser bundle, the MkDocs plugin, templates and scripts."""
