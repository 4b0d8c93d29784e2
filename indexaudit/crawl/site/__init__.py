"""A store to what only many pages can show: facts and rules of a site, scores with discovery, and the whole of it.

:func:`indexaudit.crawl.site.audit.site_audit` is the site, :func:`indexaudit.crawl.site.rows.site_rows` its pages in a
list, and :func:`indexaudit.crawl.site.rows.page_audits` the audit of each.
"""
