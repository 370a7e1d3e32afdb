//! Rows of the market that must not be: what they would mean, and a query that counts them.

pub(crate) const NEVER: &[(&str, &str)] = &[
    (
        "submissions, releases or installations whose columns and body differ",
        "SELECT (SELECT count(*) FROM submissions WHERE state <> json_extract(body, '$.state') OR digest <> json_extract(body, '$.digest'))
         + (SELECT count(*) FROM releases WHERE state <> json_extract(body, '$.state'))
         + (SELECT count(*) FROM installations WHERE \"release\" <> json_extract(body, '$.release'))",
    ),
    (
        "submissions without their package",
        "SELECT count(*) FROM submissions s LEFT JOIN packages p ON p.digest = s.digest WHERE p.digest IS NULL",
    ),
    (
        "submissions whose history and lines in the audit differ",
        "SELECT count(*) FROM submissions s WHERE
         (SELECT count(*) FROM json_each(s.body, '$.history') h
          WHERE json_extract(h.value, '$.state') NOT IN ('checking', 'published')) <>
         (SELECT count(*) FROM audit_entries e WHERE json_extract(e.body, '$.target') = s.id AND json_extract(e.body, '$.operation')
          IN ('Submit a package', 'Report on a submission', 'Approve a submission'))",
    ),
    (
        "submissions whose history and verdicts differ",
        "SELECT count(*) FROM submissions s WHERE json_array_length(s.body, '$.verdicts') <>
         (SELECT count(*) FROM json_each(s.body, '$.history') h
          WHERE json_extract(h.value, '$.state') IN ('security_review', 'approved'))",
    ),
    (
        "submissions whose history and notices differ",
        "SELECT count(*) FROM submissions s WHERE
         (SELECT count(*) FROM json_each(s.body, '$.history') h WHERE json_extract(h.value, '$.state') <> 'checking') <>
         (SELECT count(*) FROM notices n WHERE json_extract(n.body, '$.about') = s.id)",
    ),
    (
        "submissions in review without a report, or reports of submissions still in their checks",
        "SELECT count(*) FROM submissions s LEFT JOIN reports r ON r.submission = s.id
         WHERE (r.submission IS NULL) <> (s.state IN ('received', 'checking'))",
    ),
    (
        "published submissions without their countersigned release",
        "SELECT count(*) FROM submissions s LEFT JOIN releases r ON r.id = s.digest WHERE s.state = 'published'
         AND (json_extract(r.body, '$.submission') IS NOT s.id OR json_extract(r.body, '$.countersignature') IS NULL)",
    ),
    (
        "releases without their published submission, their audit or a signature",
        "SELECT count(*) FROM releases r LEFT JOIN submissions s ON s.id = json_extract(r.body, '$.submission')
         WHERE s.state IS NOT 'published' OR json_extract(r.body, '$.signature') IS NULL OR 1 <>
         (SELECT count(*) FROM audit_entries e WHERE json_extract(e.body, '$.target') = r.id
          AND json_extract(e.body, '$.operation') = 'Publish a release')",
    ),
    (
        "recalls without their line in the audit, or the other way round",
        "SELECT count(*) FROM releases r WHERE (r.state = 'recalled') <>
         EXISTS (SELECT 1 FROM audit_entries e WHERE json_extract(e.body, '$.target') = r.id
          AND json_extract(e.body, '$.operation') = 'Recall a release')",
    ),
    (
        "integrations with more than one release in the catalogue",
        "SELECT count(*) FROM (SELECT slug FROM releases WHERE state = 'published' GROUP BY slug HAVING count(*) > 1)",
    ),
    (
        "installations whose revision and lines in the audit differ",
        "SELECT count(*) FROM installations i WHERE json_extract(i.body, '$.revision') <>
         (SELECT count(*) FROM audit_entries e WHERE e.tenant = i.tenant AND json_extract(e.body, '$.target') = i.id)",
    ),
    (
        "installations without their release or without what was accepted",
        "SELECT count(*) FROM installations i LEFT JOIN releases r ON r.id = i.\"release\"
         WHERE r.id IS NULL OR json_extract(i.body, '$.acceptance.permissions') IS NULL
         OR json_extract(i.body, '$.version') <> r.version",
    ),
    (
        "installations whose secrets are missing, and secrets of no installation",
        "SELECT (SELECT count(*) FROM installations i, json_each(i.body, '$.secrets') s
          LEFT JOIN installation_secrets k ON k.tenant = i.tenant AND k.installation = i.id
          AND k.name = json_extract(s.value, '$.name') WHERE k.name IS NULL)
         + (SELECT count(*) FROM installation_secrets k LEFT JOIN installations i ON i.tenant = k.tenant AND i.id = k.installation
          WHERE i.id IS NULL AND k.kept_until IS NULL)",
    ),
];
