package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.AllowedHosts;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.GuardedHttpClient;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.HostResolver;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundPolicy;
import io.jenkins.plugins.kubesphere.devops.kapis.support.FakeGitServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients of the providers, with answers of the form that each provider documents. */
class ProviderClientsTest {
    private static final ScmCredential TOKEN = new ScmCredential("robot", "", "hunter2");
    private static final ScmCredential USER_AND_TOKEN = new ScmCredential("robot", "mona", "hunter2");
    private static final Page SECOND = new Page(2, 5);
    /** Of {@code mona:hunter2}. */
    private static final String BASIC = "Basic bW9uYTpodW50ZXIy";

    private FakeGitServer server;
    private GuardedHttpClient http;

    @BeforeEach
    void start() throws Exception {
        server = FakeGitServer.start("Bearer hunter2");
        http = new GuardedHttpClient(
                new OutboundPolicy(AllowedHosts.of(List.of(server.host())), Set::of), HostResolver.SYSTEM);
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private ProviderClient client(ProviderType type, ScmCredential credential, String path) {
        HttpUrl api = type.api(Optional.of(HttpUrl.get(server.address() + path)));
        return type.connect(
                new ProviderConnection(http, api, type.headers(credential), GuardedHttpClient.startTime()),
                credential.username());
    }

    @Test
    void gitHubHasOrganizationsAndTheRepositoriesOfOrganizationsAndOfTheUser() {
        server.with("/api/v3/user", """
                        {"login": "mona", "id": 1, "avatar_url": "https://avatars.example.com/mona", "type": "User"}""")
                .with("/api/v3/user/orgs?page=2&per_page=5", 200, Map.of("Link", "<x>; rel=\"next\""), """
                        [{"login": "acme", "id": 2, "avatar_url": "https://avatars.example.com/acme", "description": null}]""")
                .with("/api/v3/orgs/acme/repos?page=2&per_page=5", """
                        [{"id": 3, "name": "web", "full_name": "acme/web", "private": true, "default_branch": "main"},
                         {"id": 4, "name": "old", "full_name": "acme/old", "private": false, "default_branch": "master"}]""")
                .with("/api/v3/user/repos?affiliation=owner&page=2&per_page=5", """
                        [{"id": 5, "name": "dotfiles", "full_name": "mona/dotfiles", "default_branch": "trunk"}]""");
        ProviderClient gitHub = client(ProviderType.GITHUB, TOKEN, "");

        assertThat(gitHub.organizations(SECOND))
                .containsExactly(new Organization("acme", "https://avatars.example.com/acme"));
        assertThat(gitHub.repositories("acme", SECOND))
                .containsExactly(new Repository("web", "main"), new Repository("old", "master"));
        assertThat(gitHub.repositories("mona", SECOND)).containsExactly(new Repository("dotfiles", "trunk"));
        assertThat(client(ProviderType.GITHUB, TOKEN, "/api/v3/").user().name()).isEqualTo("mona");
    }

    @Test
    void gitLabHasNestedGroups() {
        server.with("/api/v4/user", """
                        {"id": 1, "username": "mona", "name": "Mona", "state": "active", "avatar_url": null}""")
                .with("/api/v4/groups?min_access_level=10&page=2&per_page=5", 200, Map.of("X-Next-Page", "3"), """
                        [{"id": 2, "name": "Web", "path": "web", "full_path": "shop/web", "avatar_url": null, "parent_id": 9}]""")
                .with("/api/v4/groups/shop%2Fweb/projects?page=2&per_page=5", """
                        [{"id": 3, "name": "Front End", "path": "front-end", "path_with_namespace": "shop/web/front-end",
                          "default_branch": "main"},
                         {"id": 4, "name": "Empty", "path": "empty", "path_with_namespace": "shop/web/empty",
                          "default_branch": null}]""")
                .with("/api/v4/users/mona/projects?page=2&per_page=5", "[]");
        ProviderClient gitLab = client(ProviderType.GITLAB, TOKEN, "");

        assertThat(gitLab.organizations(SECOND)).containsExactly(new Organization("shop/web", ""));
        assertThat(gitLab.repositories("shop/web", SECOND))
                .containsExactly(new Repository("front-end", "main"), new Repository("empty", ""));
        assertThat(gitLab.repositories("mona", SECOND)).isEmpty();
    }

    @Test
    void giteaIsServedBelowAPath() {
        server.accept("token hunter2");
        server.with("/git/api/v1/user", """
                        {"id": 1, "login": "mona", "full_name": "Mona", "avatar_url": "https://gitea.example.com/avatar"}""")
                .with("/git/api/v1/user/orgs?page=2&limit=5", 200, Map.of("X-Total-Count", "7"), """
                        [{"id": 2, "name": "acme", "username": "acme", "full_name": "Acme", "avatar_url": "https://a"}]""")
                .with("/git/api/v1/orgs/acme/repos?page=2&limit=5", """
                        [{"id": 3, "name": "web", "full_name": "acme/web", "default_branch": "main"}]""")
                .with("/git/api/v1/users/mona/repos?page=2&limit=5", """
                        [{"id": 3, "name": "dotfiles", "full_name": "mona/dotfiles", "default_branch": "main"}]""");
        ProviderClient gitea = client(ProviderType.GITEA, TOKEN, "/git/");

        assertThat(gitea.organizations(SECOND)).containsExactly(new Organization("acme", "https://a"));
        assertThat(gitea.repositories("acme", SECOND)).containsExactly(new Repository("web", "main"));
        assertThat(gitea.repositories("mona", SECOND)).containsExactly(new Repository("dotfiles", "main"));
    }

    @Test
    void bitbucketServerHasProjects() {
        server.accept(BASIC);
        server.with("/rest/api/1.0/projects?start=5&limit=5", """
                        {"size": 1, "limit": 5, "isLastPage": true, "start": 5, "values": [
                          {"key": "SHOP", "id": 1, "name": "Shop", "public": false, "type": "NORMAL"}]}""")
                .with("/rest/api/1.0/projects/SHOP/repos?start=5&limit=5", """
                        {"size": 1, "limit": 5, "isLastPage": true, "start": 5, "values": [
                          {"slug": "web", "id": 2, "name": "Web", "scmId": "git", "state": "AVAILABLE"}]}""")
                .with("/rest/api/1.0/projects/~mona/repos?start=5&limit=5", """
                        {"size": 0, "limit": 5, "isLastPage": true, "start": 5, "values": []}""");
        ProviderClient bitbucket = client(ProviderType.BITBUCKET_SERVER, USER_AND_TOKEN, "");

        assertThat(bitbucket.organizations(SECOND)).containsExactly(new Organization("SHOP", ""));
        assertThat(bitbucket.repositories("SHOP", SECOND)).containsExactly(new Repository("web", ""));
        assertThat(bitbucket.repositories(bitbucket.user().name(), SECOND)).isEmpty();
        assertThatThrownBy(client(ProviderType.BITBUCKET_SERVER, TOKEN, "")::user)
                .hasMessageContaining("Bitbucket Server does not tell whose token it is");
    }

    @Test
    void bitbucketCloudHasWorkspaces() {
        server.accept(BASIC);
        server.with("/2.0/user", """
                        {"type": "user", "username": "mona", "links": {"avatar": {"href": "https://a"}}}""")
                .with("/2.0/user/workspaces?page=2&pagelen=5", """
                        {"pagelen": 5, "page": 2, "values": [{"type": "workspace_access", "administrator": true,
                          "workspace": {"type": "workspace_base", "slug": "acme", "links": {"avatar": {"href": "https://w"}}}}]}""")
                .with("/2.0/repositories/acme?page=2&pagelen=5", """
                        {"pagelen": 5, "page": 2, "next": "https://api.bitbucket.org/2.0/repositories/acme?page=3", "values": [
                          {"slug": "web", "name": "Web", "full_name": "acme/web", "mainbranch": {"name": "main", "type": "branch"}},
                          {"slug": "empty", "name": "Empty", "full_name": "acme/empty", "mainbranch": null}]}""");
        ProviderClient bitbucket = client(ProviderType.BITBUCKET_CLOUD, USER_AND_TOKEN, "");

        assertThat(bitbucket.organizations(SECOND)).containsExactly(new Organization("acme", "https://w"));
        assertThat(bitbucket.repositories("acme", SECOND))
                .containsExactly(new Repository("web", "main"), new Repository("empty", ""));
        assertThat(bitbucket.user()).isEqualTo(new Organization("mona", "https://a"));
    }

    @Test
    void aRefusalTellsNothingThatTheProviderSays() {
        server.accept("Bearer another");
        ProviderClient gitHub = client(ProviderType.GITHUB, TOKEN, "");

        assertThatThrownBy(() -> gitHub.organizations(SECOND))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.status()).isEqualTo(401))
                .hasMessage("\"127.0.0.1\" does not accept the credential; check its token");
        assertThat(TOKEN).asString().doesNotContain("hunter2");
    }

    @Test
    void anAnswerOfAnotherFormIsRefused() {
        ProviderClient gitHub = client(ProviderType.GITHUB, TOKEN, "");
        for (String body : List.of("<html>hunter2</html>", "{\"login\": 1}", "17", "", "[")) {
            server.with("/api/v3/user/orgs?page=2&per_page=5", body);

            assertThatThrownBy(() -> gitHub.organizations(SECOND))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("does not answer as")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB, , https://api.github.com/",
        "GITHUB, https://github.com, https://api.github.com/",
        "GITHUB, https://github.com.evil.example, https://github.com.evil.example/api/v3",
        "GITHUB, http://github.com, http://github.com/api/v3",
        "GITLAB, , https://gitlab.com/api/v4",
        "GITLAB, https://gitlab.com/, https://gitlab.com/api/v4",
        "GITEA, https://git.corp/gitea, https://git.corp/gitea/api/v1",
        "BITBUCKET_CLOUD, https://bitbucket.org, https://api.bitbucket.org/2.0",
        "BITBUCKET_SERVER, https://git.corp, https://git.corp/rest/api/1.0",
    })
    void theApiFollowsFromTheServer(ProviderType type, String server, String api) {
        assertThat(type.api(Optional.ofNullable(server).map(HttpUrl::get))).hasToString(api);
    }

    @Test
    void aBitbucketServerMustBeNamed() {
        assertThatThrownBy(() -> ProviderType.BITBUCKET_SERVER.api(Optional.empty()))
                .isInstanceOf(KapisException.class)
                .hasMessage("the parameter server is missing; give the address of the bitbucket-server");
        assertThat(ProviderType.BITBUCKET_SERVER.on(Optional.of(HttpUrl.get("https://bitbucket.org"))))
                .isEqualTo(ProviderType.BITBUCKET_CLOUD);
    }

    @ParameterizedTest
    @CsvSource({
        "github, GITHUB",
        "GitLab, GITLAB",
        "bitbucket_server, BITBUCKET_SERVER",
        "bitbucket-cloud, BITBUCKET_CLOUD",
        "bitbucket, BITBUCKET_CLOUD",
        "gitea, GITEA",
    })
    void consolesSpellProvidersInSeveralWays(String name, ProviderType type) {
        assertThat(ProviderType.find(name)).contains(type);
    }
}
