package io.jenkins.plugins.kubesphere.devops.kapis.schemathesis;

import io.jenkins.plugins.kubesphere.devops.kapis.support.FakeGitServer;
import java.io.IOException;

/** A server of GitHub with one organization, which has one repository with one file. */
final class SampleGitServer {
    static final String OWNER = "acme";
    /** README.md in Base64. */
    static final String FILE = "UkVBRE1FLm1k";

    private static final String REPOSITORY = "/api/v3/repos/acme/web";

    private SampleGitServer() {}

    static FakeGitServer start() throws IOException {
        return FakeGitServer.start("")
                .with("/api/v3/user", "{\"login\": \"mona\", \"avatar_url\": \"https://git.example.com/mona.png\"}")
                .with("/api/v3/user/orgs", "[{\"login\": \"acme\", \"avatar_url\": null}]")
                .with("/api/v3/orgs/acme/repos", "[{\"name\": \"web\", \"default_branch\": \"main\"}]")
                .with(REPOSITORY + "/branches", "[{\"name\": \"main\", \"commit\": {\"sha\": \"c1\"}}]")
                .with(REPOSITORY + "/branches/main", BRANCH)
                .with(REPOSITORY + "/contents/", "[" + README + "]")
                .with(REPOSITORY + "/contents/README.md", README);
    }

    private static final String BRANCH = """
            {"name": "main", "commit": {"sha": "c1", "parents": [{"sha": "c0"}], "commit": {"message": "Add it",
             "author": {"name": "Mona", "email": "mona@example.com", "date": "2026-01-01T00:00:00Z"},
             "committer": {"name": "Mona", "email": "mona@example.com", "date": "2026-01-01T00:00:00Z"}}}}""";

    private static final String README = """
            {"type": "file", "encoding": "base64", "name": "README.md", "path": "README.md", "size": 5,
             "content": "aGVsbG8="}""";
}
