package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

/** Pushes to the repository {@code acme/web}, as the providers document them. */
final class Payloads {
    static final String GITHUB = """
            {
              "ref": "refs/heads/main",
              "before": "6113728f27ae82c7b1a177c8d03f9e96e0adf246",
              "after": "59b20b8d5c6ff8d09518454d4dd8b7a4b1c0a5a3",
              "created": false, "deleted": false, "forced": false, "base_ref": null,
              "compare": "https://github.com/acme/web/compare/6113728f27ae...59b20b8d5c6f",
              "commits": [{"id": "59b20b8d5c6ff8d09518454d4dd8b7a4b1c0a5a3", "message": "Fix it",
                "timestamp": "2026-11-30T10:12:00+01:00", "author": {"name": "Jane", "email": "jane@example.com"},
                "added": [], "removed": [], "modified": ["README.md"]}],
              "repository": {
                "id": 186853002, "name": "web", "full_name": "acme/web", "private": true,
                "owner": {"name": "acme", "login": "acme", "id": 21031067},
                "html_url": "https://github.com/acme/web", "url": "https://github.com/acme/web",
                "git_url": "git://github.com/acme/web.git", "ssh_url": "git@github.com:acme/web.git",
                "clone_url": "https://github.com/acme/web.git", "default_branch": "main"
              },
              "pusher": {"name": "jane", "email": "jane@example.com"},
              "sender": {"login": "jane", "id": 21031067, "type": "User"}
            }
            """;

    static final String GITEA = GITHUB.replace("https://github.com", "https://gitea.example.com")
            .replace("git@github.com:", "git@gitea.example.com:");

    static final String GITLAB = """
            {
              "object_kind": "push", "event_name": "push",
              "before": "95790bf891e76fee5e1747ab589903a6a1f80f22",
              "after": "da1560886d4f094c3e6c9ef40349f7d38b5d27d7",
              "ref": "refs/heads/main", "ref_protected": true,
              "checkout_sha": "da1560886d4f094c3e6c9ef40349f7d38b5d27d7",
              "user_id": 4, "user_name": "Jane", "user_username": "jane", "project_id": 15,
              "project": {
                "id": 15, "name": "web", "web_url": "https://gitlab.example.com/acme/tools/web", "avatar_url": null,
                "git_ssh_url": "git@gitlab.example.com:acme/tools/web.git",
                "git_http_url": "https://gitlab.example.com/acme/tools/web.git",
                "namespace": "tools", "visibility_level": 0, "path_with_namespace": "acme/tools/web",
                "default_branch": "main"
              },
              "commits": [{"id": "da1560886d4f094c3e6c9ef40349f7d38b5d27d7", "message": "fixed readme"}],
              "total_commits_count": 1,
              "repository": {"name": "web", "url": "git@gitlab.example.com:acme/tools/web.git",
                "homepage": "https://gitlab.example.com/acme/tools/web", "visibility_level": 0}
            }
            """;

    static final String BITBUCKET_CLOUD = """
            {
              "push": {"changes": [
                {"new": {"type": "branch", "name": "main", "target": {"type": "commit", "hash": "709d658dc5b6d6afcd"}},
                 "old": {"type": "branch", "name": "main", "target": {"type": "commit", "hash": "1e65c05c1d5171631d"}},
                 "created": false, "forced": false, "closed": false, "truncated": false},
                {"new": {"type": "tag", "name": "v1"}, "old": null, "created": true, "closed": false},
                {"new": null, "old": {"type": "branch", "name": "gone"}, "created": false, "closed": true}
              ]},
              "actor": {"type": "user", "display_name": "Jane", "nickname": "jane"},
              "repository": {
                "type": "repository", "full_name": "acme/web", "name": "web", "is_private": true, "scm": "git",
                "links": {"self": {"href": "https://api.bitbucket.org/2.0/repositories/acme/web"},
                  "html": {"href": "https://bitbucket.org/acme/web"},
                  "avatar": {"href": "https://bytebucket.org/ravatar/x"}},
                "workspace": {"type": "workspace", "slug": "acme"}
              }
            }
            """;

    static final String BITBUCKET_SERVER = """
            {
              "eventKey": "repo:refs_changed", "date": "2026-11-30T15:47:20+1100",
              "actor": {"name": "jane", "emailAddress": "jane@example.com", "id": 1, "active": true, "slug": "jane"},
              "repository": {
                "slug": "web", "id": 84, "name": "web", "scmId": "git", "state": "AVAILABLE", "forkable": true,
                "project": {"key": "ACME", "id": 84, "name": "Acme", "public": false, "type": "NORMAL"},
                "public": false LINKS
              },
              "changes": [{"ref": {"id": "refs/heads/main", "displayId": "main", "type": "BRANCH"},
                "refId": "refs/heads/main", "fromHash": "197a3e0d2f9a2b3ed1c4fe5923d5dd701bee9fdd",
                "toHash": "a00945762949b7787503bc1ab4b3a2d5a0a2a3e9", "type": "UPDATE"}]
            }
            """.replace("LINKS", """
                , "links": {"clone": [
                    {"href": "ssh://git@bitbucket.example.com:7999/acme/web.git", "name": "ssh"},
                    {"href": "https://bitbucket.example.com/scm/acme/web.git", "name": "http"}],
                  "self": [{"href": "https://bitbucket.example.com/projects/ACME/repos/web/browse"}]}""");

    /** As versions before 7 send it. */
    static final String BITBUCKET_SERVER_WITHOUT_LINKS =
            BITBUCKET_SERVER.replaceFirst("(?s), \"links\".*?\\}\\]\\}", "");

    private Payloads() {}
}
