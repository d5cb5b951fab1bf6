package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.kapis.webhook.PushEvent.PushedRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PushPayloadTest {
    private static final PushedRef MAIN = new PushedRef("refs/heads/main", false);

    @Test
    void eachProviderIsKnownByItsHeaders() {
        assertThat(provider(Map.of("X-GitHub-Event", "push"))).contains(ScmProvider.GITHUB);
        assertThat(provider(Map.of("X-Gitlab-Event", "Push Hook"))).contains(ScmProvider.GITLAB);
        assertThat(provider(Map.of("X-Event-Key", "repo:push"))).contains(ScmProvider.BITBUCKET);
        assertThat(provider(Map.of("X-Gogs-Event", "push", "X-GitHub-Event", "push")))
                .contains(ScmProvider.GOGS);
        assertThat(provider(Map.of("X-Gitea-Event", "push", "X-Gogs-Event", "push", "X-GitHub-Event", "push")))
                .contains(ScmProvider.GITEA);
        assertThat(provider(Map.of("User-Agent", "Bitbucket-Webhooks/2.0"))).isEmpty();
    }

    @Test
    void aPushOfGitHubOrGiteaNamesItsRepositoryAndRef() throws Exception {
        assertThat(read(Payloads.GITHUB, "X-GitHub-Event", "push"))
                .contains(new PushEvent(Set.of(new RepositoryAddress("github.com", "acme/web")), List.of(MAIN)));
        assertThat(read(Payloads.GITEA, "X-Gitea-Event", "push").orElseThrow().repositories())
                .containsExactly(new RepositoryAddress("gitea.example.com", "acme/web"));
    }

    @Test
    void aPushOfGitLabNamesItsRepositoryAndRef() throws Exception {
        PushEvent push = read(Payloads.GITLAB, "X-Gitlab-Event", "Push Hook").orElseThrow();

        assertThat(push.repositories()).containsExactly(new RepositoryAddress("gitlab.example.com", "acme/tools/web"));
        assertThat(push.refs()).containsExactly(MAIN);
    }

    @Test
    void aPushOfBitbucketCloudMayHaveSeveralRefs() throws Exception {
        PushEvent push =
                read(Payloads.BITBUCKET_CLOUD, "X-Event-Key", "repo:push").orElseThrow();

        assertThat(push.repositories()).containsExactly(new RepositoryAddress("bitbucket.org", "acme/web"));
        assertThat(push.refs())
                .containsExactly(MAIN, new PushedRef("refs/tags/v1", false), new PushedRef("refs/heads/gone", true));
    }

    @Test
    void aPushOfABitbucketServerNamesItsRepositoryAlsoWithoutLinks() throws Exception {
        PushEvent push = read(Payloads.BITBUCKET_SERVER, "X-Event-Key", "repo:refs_changed")
                .orElseThrow();

        assertThat(push.repositories())
                .containsExactlyInAnyOrder(
                        new RepositoryAddress("bitbucket.example.com:7999", "acme/web"),
                        new RepositoryAddress("bitbucket.example.com", "scm/acme/web"));
        assertThat(push.refs()).containsExactly(MAIN);
        assertThat(Payloads.BITBUCKET_SERVER_WITHOUT_LINKS).doesNotContain("links");
        assertThat(read(Payloads.BITBUCKET_SERVER_WITHOUT_LINKS, "X-Event-Key", "repo:refs_changed")
                        .orElseThrow()
                        .repositories())
                .containsExactly(new RepositoryAddress("", "scm/acme/web"));
    }

    @Test
    void aDeletedBranchIsRecognized() throws Exception {
        String gone = "0000000000000000000000000000000000000000";
        assertThat(read(Payloads.GITHUB.replace("\"deleted\": false", "\"deleted\": true"), "X-GitHub-Event", "push")
                        .orElseThrow()
                        .refs())
                .containsExactly(new PushedRef("refs/heads/main", true));
        assertThat(read(
                                Payloads.GITLAB.replace("da1560886d4f094c3e6c9ef40349f7d38b5d27d7", gone),
                                "X-Gitlab-Event",
                                "Push Hook")
                        .orElseThrow()
                        .refs())
                .containsExactly(new PushedRef("refs/heads/main", true));
        assertThat(read(Payloads.BITBUCKET_SERVER.replace("UPDATE", "DELETE"), "X-Event-Key", "repo:refs_changed")
                        .orElseThrow()
                        .refs())
                .containsExactly(new PushedRef("refs/heads/main", true));
    }

    @Test
    void aBodyThatIsNoPushIsNoEvent() throws Exception {
        for (String body : new String[] {"{}", "{\"ref\": null, \"repository\": {}}", "{\"changes\": null}"}) {
            assertThat(read(body, "X-GitHub-Event", "push")).isEmpty();
            assertThat(read(body, "X-Gitlab-Event", "Push Hook")).isEmpty();
            assertThat(read(body, "X-Event-Key", "repo:push")).isEmpty();
            assertThat(read(body, "X-Event-Key", "repo:refs_changed")).isEmpty();
        }
        String cloud =
                "{\"push\": {\"changes\": [null, {}, {\"new\": {}}]}, \"repository\": {\"links\": {\"html\": LINK}}}";
        assertThat(read(
                                cloud.replace("LINK", "{\"href\": \"https://bitbucket.org/acme/web\"}"),
                                "X-Event-Key",
                                "repo:push")
                        .orElseThrow()
                        .refs())
                .isEmpty();
        assertThat(read(cloud.replace("LINK", "{}"), "X-Event-Key", "repo:push"))
                .isEmpty();
    }

    @Test
    void aBodyWithoutAnAddressOfTheRepositoryIsNotAnEvent() throws Exception {
        String ref = "\"ref\": \"refs/heads/x\"";
        for (String url : new String[] {"null", "\"\"", "\"web\""}) {
            assertThat(read("{" + ref + ", \"repository\": {\"html_url\": " + url + "}}", "X-GitHub-Event", "push"))
                    .isEmpty();
            assertThat(read("{" + ref + ", \"project\": {\"web_url\": " + url + "}}", "X-Gitlab-Event", "Push Hook"))
                    .isEmpty();
            assertThat(read(
                            "{\"push\": {\"changes\": []}, \"repository\": {\"links\": {\"html\": {\"href\": " + url
                                    + "}}}}",
                            "X-Event-Key",
                            "repo:push"))
                    .isEmpty();
            assertThat(read(
                            "{\"changes\": [], \"repository\": {\"links\": {\"clone\": [{\"href\": " + url + "}]}}}",
                            "X-Event-Key",
                            "repo:refs_changed"))
                    .isEmpty();
        }
    }

    private static Optional<ScmProvider> provider(Map<String, String> headers) {
        return ScmProvider.find(name -> find(headers, name));
    }

    private static Optional<String> find(Map<String, String> headers, String name) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        return Optional.ofNullable(all.get(name));
    }

    private static Optional<PushEvent> read(String body, String header, String event) throws Exception {
        Map<String, String> headers = Map.of(header, event);
        ScmProvider provider = provider(headers).orElseThrow();
        assertThat(provider.isPush(name -> find(headers, name))).isTrue();
        return new ObjectMapper()
                .readValue(body, provider.payload(name -> find(headers, name)))
                .toEvent();
    }
}
