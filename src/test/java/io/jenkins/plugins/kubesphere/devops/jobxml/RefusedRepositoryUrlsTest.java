package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the controller scans repositories of other machines only, whatever the field of the URL. */
class RefusedRepositoryUrlsTest extends BranchSpecTestCase {
    private static final String FORM = " is not a URL of a repository on another machine; begin it with ";
    private static final String GIT_FORM =
            FORM + "https://, http://, ssh:// or git://, or write user@host:path, in lower case, with a host";
    private static final String SVN_FORM = FORM + "https://, http://, svn:// or svn+ssh://, in lower case, with a host";

    /** Each field of a source type that has a URL, and the message about a URL of another form. */
    private static final Map<String, String> FIELDS = Map.of(
            "git_source.url", GIT_FORM,
            "svn_source.remote", SVN_FORM,
            "single_svn_source.remote", SVN_FORM,
            "github_source.api_uri",
                    " is not the URL of a server; give a URL that begins with https:// or http:// and has a host",
            "bitbucket_server_source.api_uri",
                    " is not the URL of a server; give a URL that begins with https:// or http:// and has a host");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///var/jenkins_home/caches/git-1",
                "file:/var/jenkins_home",
                "file://git.example.com/web",
                "FILE:///var/jenkins_home",
                "/var/jenkins_home/caches/git-1",
                "caches/git-1",
                "./web",
                "../web",
                "~/web",
                "//git.example.com/web",
                "C:/web",
                "git.example.com/web",
                "git.example.com:web.git",
                "ext::sh",
                "ext::sh@host:x",
                "fd::17",
                "https::https://git.example.com/web",
                "git@git.example.com::web",
                "git@git.example.com:",
                "https:git.example.com/web",
                "https:/git.example.com/web",
                "https:///web",
                "https://:443/web",
                "https://@git.example.com/web",
                "ftp://git.example.com/web",
                "ftps://git.example.com/web",
                "rsync://git.example.com/web",
                "jar:https://git.example.com/a!/b",
                "svn+exec://svn.example.com/web",
                "git+ssh://git.example.com/web",
                "HTTPS://git.example.com/web",
                "Ssh://git.example.com/web",
                "ssh://git.example.com#@127.0.0.1/web",
                "ssh://git.example.com?@127.0.0.1/web",
                "ssh://127.0.0.1%2F@git.example.com/web",
                "https://a@127.0.0.1@git.example.com/web",
                "https://${HOST}@git.example.com/web",
                "https://git.example.com:99999999/web"
            })
    void otherFormsAreRefusedInEachField(String url) {
        FIELDS.forEach((field, message) -> {
            if (!field.endsWith("api_uri")) {
                assertRefused(request(field, url), AT + field + message);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///a", "ssh://git.example.com/", "/a", "ext::sh"})
    void aServerIsReachedOverHttpOnly(String url) {
        for (String field : List.of("github_source.api_uri", "bitbucket_server_source.api_uri")) {
            assertRefused(request(field, url), AT + field + FIELDS.get(field));
        }
    }

    /** The pattern needed a part of the stack for each character, and the error was not the message of a refusal. */
    @Test
    void longUrlsAreRefusedToo() {
        for (String url : List.of(
                "x".repeat(100_000),
                "x".repeat(100_000) + "@",
                "ssh://" + "%40".repeat(100_000) + "/web",
                "https://" + "a.".repeat(50_000) + "example/web")) {
            assertThatThrownBy(() -> jobs.create(request("git_source.url", url)))
                    .isInstanceOf(EngineRefusalException.class)
                    .hasMessageContaining("git_source.url");
        }
    }

    /** The message must not contain the token. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "gho_abcdefghijklmnopqrstuvwxyz0123456789",
                "github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz",
                "glpat-abcdefghij0123456789",
                "glpat-abcdefghij0123456789.01.abcdefghi",
                "gldt-abcdefghij0123456789",
                "ATBBabcdefghijklmnopqrstuvwxyz0123",
                "ATCTT3xFfGN0abcdefghijklmnopqrst=1A2B3C4D",
                "0123456789abcdef0123456789abcdef01234567"
            })
    void aTokenAsTheUserIsRefusedLikeAPassword(String token) {
        String message = " contains a token as its user name, which everybody who sees the job or a log could read;"
                + " remove it, and set credential_id to the name of a credential";
        assertRefused(
                request("git_source.url", "https://" + token + "@github.com/a/b.git"), AT + "git_source.url" + message);
        assertRefused(
                request("git_source.url", "https://" + token + ":@github.com/a/b.git"),
                AT + "git_source.url" + message);
        assertRefused(request("git_source.url", token + "@github.com:a/b.git"), AT + "git_source.url" + message);
        assertRefused(
                request("github_source.api_uri", "https://" + token + "@github.example.com"),
                AT + "github_source.api_uri" + message);
    }

    @Test
    void formsOfTheOtherVersionControlSystemAreRefused() {
        assertRefused(request("git_source.url", "svn://svn.example.com/web"), AT + "git_source.url" + GIT_FORM);
        assertRefused(request("git_source.url", "svn+ssh://svn.example.com/web"), AT + "git_source.url" + GIT_FORM);
        for (String field : List.of("svn_source.remote", "single_svn_source.remote")) {
            for (String url : List.of("git://h/web", "ssh://h/web", "git@h:web")) {
                assertRefused(request(field, url), AT + field + SVN_FORM);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "git_source.url, git@git.example.com:group/web.git",
        "git_source.url, ssh://git@git.example.com:2222/~/web.git",
        "git_source.url, git://gitea/web.git",
        "git_source.url, https://user%40example.com@git.example.com/web.git",
        "git_source.url, https://DOMAIN%5Cuser@git.example.com/web.git",
        "git_source.url, http://gitea.tools.svc:3000/web.git",
        "git_source.url, https://glenn-ghp_@git.example.com/web.git",
        "git_source.url, http://10.0.0.7/web.git",
        "git_source.url, https://[2001:db8::7]/web.git",
        "git_source.url, https://git.\u4f8b\u5b50.example/web.git",
        "git_source.url, https://localhost.example.com/web.git",
        "svn_source.remote, svn://svn.example.com/web/",
        "svn_source.remote, svn+ssh://user@svn.example.com:22/web/",
        "github_source.api_uri, http://github.example.com:8080/api/v3",
        "bitbucket_server_source.api_uri, http://bitbucket.tools.svc:7990"
    })
    void urlsOfOtherMachinesAreAccepted(String field, String url) {
        assertThat(jobs.create(request(field, url)).xml()).contains(">" + url + "<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost",
                "localhost.",
                "a.localhost",
                "localhost.localdomain",
                "ip6-localhost",
                "127.0.0.1",
                "127.0.0.1.",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[::ffff:0:127.0.0.1]",
                // Full-width digits and a long s, which programs normalize.
                "\uff11\uff12\uff17.0.0.1",
                "localho\u017ft"
            })
    void theControllerItselfIsRefused(String host) {
        String message = " has the host \"" + host
                + "\", which is the Jenkins controller itself; give the host name under which other machines reach the"
                + " repository";
        assertRefused(request("git_source.url", "http://" + host + ":8080/web"), AT + "git_source.url" + message);
        assertRefused(request("git_source.url", "ssh://git@" + host + "/web"), AT + "git_source.url" + message);
        assertRefused(request("git_source.url", "git@" + host + ":web"), AT + "git_source.url" + message);
        assertRefused(request("svn_source.remote", "svn://" + host + "/web"), AT + "svn_source.remote" + message);
        assertRefused(
                request("single_svn_source.remote", "https://" + host), AT + "single_svn_source.remote" + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"})
    void aServerOnTheControllerItselfIsRefused(String host) {
        for (String field : List.of("github_source.api_uri", "bitbucket_server_source.api_uri")) {
            assertRefused(
                    request(field, "http://" + host + ":8080/api"),
                    AT + field + " has the host \"" + host
                            + "\", which is the Jenkins controller itself; give the host name under which other machines"
                            + " reach the repository");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "169.254.0.1", "[fe80::1]", "[febf::1]", "[::ffff:169.254.169.254]"})
    void linkLocalAddressesAreRefusedWithAndWithoutTheSetting(String host) {
        String message = AT + "git_source.url has the host \"" + host
                + "\", a link-local address, at which clouds give out credentials; give the host name under which other"
                + " machines reach the repository";
        assertRefused(request("git_source.url", "http://" + host + "/web"), message);
        assertRefused(
                new MultiBranchJobRenderer(plugin -> true, () -> true),
                request("git_source.url", "http://" + host + "/web"),
                message);
    }

    /** Resolvers take these for addresses, in different ways. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "127.0.1",
                "0x7f.1",
                "0x7f000001",
                "2130706433",
                "017700000001",
                "0177.0.0.1",
                "0127.0.0.1",
                "127.0.0.256",
                "1.2.3.4.5",
                "0",
                "0x",
                "\uff10x7f.1",
                "-h",
                "a..b",
                "a%31",
                "[::1%25lo]",
                "[fe80::1%lo]",
                "[g]",
                "[127.0.0.1]",
                "127\u30020\u30020\u30021",
                "$HOST",
                "a,b",
                "h!",
                "\u2488\u24881"
            })
    void hostsInOtherNotationsAreRefused(String host) {
        assertRefused(
                request("git_source.url", "http://" + host + "/web"),
                AT + "git_source.url has the host \"" + host
                        + "\", which is not a valid name or address; give a name, four decimal numbers such as"
                        + " 192.0.2.7, or an IPv6 address in square brackets");
    }

    @Test
    void theSettingAllowsTheLoopbackInterfaceAndNothingElse() {
        MultiBranchJobRenderer renderer = new MultiBranchJobRenderer(plugin -> true, () -> true);
        for (String url : List.of("git://127.0.0.1:9418/web", "http://localhost:3000/web", "ssh://git@[::1]:22/web")) {
            assertThat(renderer.create(request("git_source.url", url)).xml()).contains(url);
        }
        assertRefused(renderer, request("git_source.url", "file:///srv/git/web"), AT + "git_source.url" + GIT_FORM);
        assertRefused(renderer, request("git_source.url", "/srv/git/web"), AT + "git_source.url" + GIT_FORM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.com\\\\@127.0.0.1/web",
                "C:\\\\web",
                "\\\\\\\\server\\\\web",
                "git://git.example.com/web%0a",
                "git://git.example.com/%00web",
                "https://git.example.com/\\u200bweb",
                "https://git.example.com/\\u0085web"
            })
    void backslashesAndInvisibleCharactersAreRefused(String url) {
        assertRefused(
                JobRequests.branches("source_type: git\ngit_source: {url: \"" + url + "\"}"),
                AT + "git_source.url contains a backslash, a control character or an invisible character; remove it");
    }

    /** Consoles do not remove a blank that was pasted. */
    @Test
    void blanksAroundAUrlAreTakenOff() {
        assertThat(jobs.create(JobRequests.branches(
                                "source_type: git\ngit_source: {url: \" https://git.example.com/web\\n\"}"))
                        .xml())
                .contains("<remote>https://git.example.com/web</remote>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://git.example.com/a web", "https://git.example.com/a\\tb", "https://git.example.com/a\\nb"
            })
    void blanksInAUrlAreRefused(String url) {
        assertRefused(
                JobRequests.branches("source_type: git\ngit_source: {url: \"" + url + "\"}"),
                AT + "git_source.url contains a space; write it as %20 or correct the URL");
    }

    /** @param field name of a source and of its field */
    private static JobRequest request(String field, String url) {
        String type = field.replaceFirst("_source\\..*", "");
        return requestWithHostedSource(
                type, "owner: a, repo: b, " + field.replaceFirst(".*\\.", "") + ": '" + url + "'");
    }
}
