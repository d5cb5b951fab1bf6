package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.kubesphere.devops.kapis.outbound.AllowedHosts;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.GuardedHttpClient;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.HostResolver;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundPolicy;
import io.jenkins.plugins.kubesphere.devops.kapis.support.FakeGitServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Branches and files of each provider, with answers of the form that it documents. */
class RepositoryBrowsersTest {
    private static final RepositoryName WEB = new RepositoryName("acme", "web");
    private static final String BRANCH = "feat/x";
    private static final Page FIRST = new Page(1, 100);

    private FakeGitServer server;
    private GuardedHttpClient http;

    @BeforeEach
    void start() throws Exception {
        server = FakeGitServer.start("");
        http = new GuardedHttpClient(
                new OutboundPolicy(AllowedHosts.of(List.of(server.host())), Set::of), HostResolver.SYSTEM);
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private RepositoryBrowser browser(ProviderType type) {
        HttpUrl api = type.api(Optional.of(HttpUrl.get(server.address())));
        return type.connect(new ProviderConnection(http, api, type.headers(), GuardedHttpClient.startTime()), "");
    }

    private static void assertListing(List<FileEntry> files, long size) {
        assertThat(files)
                .extracting(FileEntry::name, FileEntry::isDir, FileEntry::isSymlink, FileEntry::size)
                .containsExactly(
                        tuple("main", true, false, 0L),
                        tuple("a b.txt", false, false, size),
                        tuple("link", false, true, size));
    }

    private static void assertHello(FileEntry file) {
        assertThat(file.data()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        assertThat(file.name()).isEqualTo("a b.txt");
        assertThat(file.size()).isEqualTo(5);
        assertThat(file.isBinary()).isFalse();
        assertThat(file.withoutContent().data()).isNull();
    }

    private static final String CONTENTS = """
            [{"type": "dir", "name": "main", "path": "src/main", "size": 0},
             {"type": "file", "name": "a b.txt", "path": "src/a b.txt", "size": 5},
             {"type": "symlink", "name": "link", "path": "src/link", "size": 5},
             {"type": "submodule", "name": "other", "path": "src/other", "size": 0}]""";

    private static final String CONTENT = """
            {"type": "file", "encoding": "base64", "name": "a b.txt", "path": "src/a b.txt", "size": 5, "content": "aGVs\\nbG8=\\n"}""";

    @Test
    void gitHub() {
        server.with("/api/v3/repos/acme/web/branches?page=1&per_page=100", """
                        [{"name": "feat/x", "commit": {"sha": "c1", "url": "https://x"}, "protected": false}]""")
                .with("/api/v3/repos/acme/web/branches/feat%2Fx", """
                        {"name": "feat/x", "commit": {"sha": "c1", "parents": [{"sha": "c0"}], "commit": {
                          "message": "Add it", "author": {"name": "Mona", "email": "m@x", "date": "2026-01-01T00:00:00Z"},
                          "committer": {"name": "GitHub", "email": "g@x", "date": "2026-01-02T00:00:00Z"}}}}""")
                .with("/api/v3/repos/acme/web/contents/src?ref=feat%2Fx", CONTENTS)
                .with("/api/v3/repos/acme/web/contents/src/a%20b.txt?ref=feat%2Fx", CONTENT)
                .with("/api/v3/repos/acme/web/contents/large?ref=feat%2Fx", """
                        {"type": "file", "encoding": "none", "name": "large", "path": "large", "size": 2000000, "content": ""}""")
                .with("/api/v3/repos/acme/web/contents/broken?ref=feat%2Fx", """
                        {"type": "file", "encoding": "base64", "path": "broken", "content": "a"}""");
        RepositoryBrowser gitHub = browser(ProviderType.GITHUB);

        assertThat(gitHub.branches(WEB, FIRST))
                .containsExactly(new Branch("refs/heads/feat/x", "feat/x", Commit.ofHash("c1")));
        assertThat(gitHub.branch(WEB, BRANCH).commit())
                .isEqualTo(new Commit(
                        "c1",
                        new Commit.Signature("Mona", "m@x", "2026-01-01T00:00:00Z"),
                        new Commit.Signature("GitHub", "g@x", "2026-01-02T00:00:00Z"),
                        "Add it",
                        List.of("c0")));
        assertListing(gitHub.files(WEB, BRANCH, "src"), 5);
        assertHello(gitHub.file(WEB, BRANCH, "src/a b.txt"));
        assertThatThrownBy(() -> gitHub.file(WEB, BRANCH, "large"))
                .hasMessage("the file is larger than the API of the provider gives; use your Git provider");
        assertThatThrownBy(() -> gitHub.file(WEB, BRANCH, "broken"))
                .isInstanceOf(ProviderException.class)
                .hasMessage("the server does not answer as this provider does; check the address of the server");
        assertKindsAreToldApart(gitHub, WEB);
    }

    @Test
    void gitea() {
        String branch = """
                {"name": "feat/x", "commit": {"id": "c1", "message": "Add it", "author": {"name": "Mona", "email": "m@x",
                 "username": "mona"}, "committer": {"name": "Mona", "email": "m@x"}, "timestamp": "2026-01-01T00:00:00Z"}}""";
        server.with("/api/v1/repos/acme/web/branches?page=1&limit=100", "[" + branch + "]")
                .with("/api/v1/repos/acme/web/branches/feat%2Fx", branch)
                .with("/api/v1/repos/acme/web/contents/?ref=feat%2Fx", CONTENTS)
                .with("/api/v1/repos/acme/web/contents/src/a%20b.txt?ref=feat%2Fx", CONTENT);
        RepositoryBrowser gitea = browser(ProviderType.GITEA);

        server.with("/api/v1/repos/acme/web/contents/src?ref=feat%2Fx", CONTENTS);
        assertKindsAreToldApart(gitea, WEB);
        assertThat(gitea.branches(WEB, FIRST)).containsExactly(gitea.branch(WEB, BRANCH));
        assertThat(gitea.branch(WEB, BRANCH).commit().author())
                .isEqualTo(new Commit.Signature("Mona", "m@x", "2026-01-01T00:00:00Z"));
        assertListing(gitea.files(WEB, BRANCH, ""), 5);
        assertHello(gitea.file(WEB, BRANCH, "src/a b.txt"));
    }

    @Test
    void gitLab() {
        String project = "/api/v4/projects/shop%2Facme%2Fweb/repository";
        String branch = """
                {"name": "feat/x", "commit": {"id": "c1", "parent_ids": ["c0"], "message": "Add it", "author_name": "Mona",
                 "author_email": "m@x", "authored_date": "2026-01-01T00:00:00Z", "committer_name": "Mona",
                 "committer_email": "m@x", "committed_date": "2026-01-01T00:00:00Z"}}""";
        server.with(project + "/branches?page=1&per_page=100", "[" + branch + "]")
                .with(project + "/branches/feat%2Fx", branch)
                .with(project + "/tree?path=src&ref=feat%2Fx&page=1&per_page=100", """
                        [{"id": "1", "name": "main", "type": "tree", "path": "src/main", "mode": "040000"},
                         {"id": "2", "name": "a b.txt", "type": "blob", "path": "src/a b.txt", "mode": "100644"},
                         {"id": "3", "name": "link", "type": "blob", "path": "src/link", "mode": "120000"},
                         {"id": "4", "name": "other", "type": "commit", "path": "src/other", "mode": "160000"}]""")
                .with(project + "/files/src%2Fa%20b.txt?ref=feat%2Fx", """
                        {"file_name": "a b.txt", "file_path": "src/a b.txt", "size": 5, "encoding": "base64", "content": "aGVsbG8="}""");
        RepositoryBrowser gitLab = browser(ProviderType.GITLAB);
        RepositoryName name = new RepositoryName("shop/acme", "web");

        server.with(project + "/tree?path=src%2Fa%20b.txt&ref=feat%2Fx&page=1&per_page=100", "[]")
                .with(project + "/tree?path=src&ref=feat%2Fx&page=1&per_page=1", "[{\"name\": \"main\"}]");
        assertKindsAreToldApart(gitLab, name);
        assertThat(gitLab.branches(name, FIRST)).containsExactly(gitLab.branch(name, BRANCH));
        assertThat(gitLab.branch(name, BRANCH).commit().parentHashes()).containsExactly("c0");
        assertListing(gitLab.files(name, BRANCH, "src"), 0);
        assertHello(gitLab.file(name, BRANCH, "src/a b.txt"));
    }

    @Test
    void bitbucketCloud() {
        String branch = """
                {"name": "feat/x", "target": {"hash": "c1", "date": "2026-01-01T00:00:00Z", "message": "Add it",
                 "author": {"raw": "Mona <m@x>"}, "parents": [{"hash": "c0", "type": "commit"}]}}""";
        server.with("/2.0/repositories/acme/web/refs/branches?page=1&pagelen=100", "{\"values\": [" + branch + "]}")
                .with("/2.0/repositories/acme/web/refs/branches/feat%2Fx", branch)
                .with("/2.0/repositories/acme/web/src/c1/src/?page=1&pagelen=100", """
                        {"values": [{"path": "src/main", "type": "commit_directory", "attributes": []},
                         {"path": "src/a b.txt", "type": "commit_file", "size": 5, "attributes": []},
                         {"path": "src/link", "type": "commit_file", "size": 5, "attributes": ["link"]},
                         {"path": "src/other", "type": "commit_file", "size": 0, "attributes": ["subrepository"]}]}""")
                .with("/2.0/repositories/acme/web/src/c1/src/a%20b.txt", 200, Map.of(), "hello");
        RepositoryBrowser bitbucket = browser(ProviderType.BITBUCKET_CLOUD);

        server.with("/2.0/repositories/acme/web/src/c1/src?format=meta", "{\"type\": \"commit_directory\"}")
                .with("/2.0/repositories/acme/web/src/c1/src/a%20b.txt?format=meta", "{\"type\": \"commit_file\"}");
        assertKindsAreToldApart(bitbucket, WEB);
        assertThat(bitbucket.branches(WEB, FIRST)).containsExactly(bitbucket.branch(WEB, BRANCH));
        assertThat(bitbucket.branch(WEB, BRANCH).commit().author().name()).isEqualTo("Mona <m@x>");
        assertListing(bitbucket.files(WEB, BRANCH, "src"), 5);
        assertHello(bitbucket.file(WEB, BRANCH, "src/a b.txt"));
    }

    @Test
    void bitbucketServer() {
        String repository = "/rest/api/1.0/projects/acme/repos/web";
        server.with(repository + "/branches?start=0&limit=100", """
                        {"isLastPage": true, "values": [{"id": "refs/heads/feat/x", "displayId": "feat/x", "latestCommit": "c1"}]}""")
                .with(repository + "/branches?filterText=feat%2Fx&boostMatches=true&start=0&limit=100", """
                        {"isLastPage": true, "values": [{"id": "refs/heads/feat/x2", "displayId": "feat/x2", "latestCommit": "c2"},
                         {"id": "refs/heads/feat/x", "displayId": "feat/x", "latestCommit": "c1"}]}""")
                .with(repository + "/branches?filterText=none&boostMatches=true&start=0&limit=100", "{\"values\": []}")
                .with(repository + "/browse/src?at=refs%2Fheads%2Ffeat%2Fx&start=0&limit=100", """
                        {"path": {"name": "src"}, "revision": "c1", "children": {"size": 2, "isLastPage": true, "values": [
                         {"path": {"components": ["main"], "name": "main", "toString": "main"}, "type": "DIRECTORY"},
                         {"path": {"components": ["a b.txt"], "name": "a b.txt"}, "type": "FILE", "size": 5},
                         {"path": {"components": ["other"], "name": "other"}, "type": "SUBMODULE"}]}}""")
                .with(repository + "/raw/src/a%20b.txt?at=refs%2Fheads%2Ffeat%2Fx", 200, Map.of(), "hello");
        RepositoryBrowser bitbucket = browser(ProviderType.BITBUCKET_SERVER);

        server.with(repository + "/browse/src?at=refs%2Fheads%2Ffeat%2Fx&type=true", "{\"type\": \"DIRECTORY\"}")
                .with(repository + "/browse/src/a%20b.txt?at=refs%2Fheads%2Ffeat%2Fx&type=true", "{\"type\": \"FILE\"}")
                .with(
                        repository + "/browse/src/a%20b.txt?at=refs%2Fheads%2Ffeat%2Fx&start=0&limit=100",
                        "{\"lines\": [{\"text\": \"hello\"}], \"isLastPage\": true}");
        assertKindsAreToldApart(bitbucket, WEB);
        assertThat(bitbucket.branches(WEB, FIRST)).containsExactly(bitbucket.branch(WEB, BRANCH));
        assertThat(bitbucket.files(WEB, BRANCH, "src"))
                .extracting(FileEntry::name)
                .containsExactly("main", "a b.txt");
        assertHello(bitbucket.file(WEB, BRANCH, "src/a b.txt"));
        assertThatThrownBy(() -> bitbucket.branch(WEB, "none")).hasMessage("the repository has no branch \"none\"");
    }

    /** Servers before boostMatches sort by the last commit. */
    @Test
    void aBranchOfBitbucketServerIsFoundOnEachPage() {
        String branches = "/rest/api/1.0/projects/acme/repos/web/branches?filterText=x&boostMatches=true&start=";
        server.with(
                        branches + "0&limit=100",
                        IntStream.range(0, 100)
                                .mapToObj(i -> "{\"displayId\": \"x" + i + "\", \"latestCommit\": \"c\"}")
                                .collect(Collectors.joining(",", "{\"values\": [", "]}")))
                .with(branches + "100&limit=100", """
                        {"values": [{"displayId": "x", "latestCommit": "c1"}]}""");

        assertThat(browser(ProviderType.BITBUCKET_SERVER).branch(WEB, "x").commit())
                .isEqualTo(Commit.ofHash("c1"));
    }

    private static void assertKindsAreToldApart(RepositoryBrowser browser, RepositoryName repository) {
        assertThatThrownBy(() -> browser.files(repository, BRANCH, "src/a b.txt"))
                .isInstanceOfSatisfying(ProviderException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(404))
                .hasMessage("\"src/a b.txt\" is not a directory");
        assertThatThrownBy(() -> browser.file(repository, BRANCH, "src"))
                .isInstanceOfSatisfying(ProviderException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(404))
                .hasMessage("\"src\" is not a file");
    }

    @Test
    void atMostTenPagesOfBranchesAreRead() {
        String page = IntStream.range(0, 100)
                .mapToObj(i -> "{\"name\": \"b" + i + "\", \"commit\": {\"sha\": \"c\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        IntStream.rangeClosed(1, 12)
                .forEach(i -> server.with("/api/v3/repos/acme/web/branches?page=" + i + "&per_page=100", page));
        RepositoryBrowser gitHub = browser(ProviderType.GITHUB);

        assertThat(Page.all(part -> gitHub.branches(WEB, part))).hasSize(1_000);
        assertThat(server.requests()).hasSize(10);
    }

    @Test
    void aFileWithAZeroByteIsBinary() {
        assertThat(FileEntry.withContent("a", new byte[] {1, 0, 2}).isBinary()).isTrue();
    }
}
