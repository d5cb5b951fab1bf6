package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A fake GitHub Enterprise server with one repository and without a limit of requests. Pull request 7 is from its branch {@code feat/x}. The plugin
 * clones from port 80 of the server, whatever the port of its API is; so Git must be told where the repository is.
 */
public final class FakeGitHub extends FakeScmHost {
    private static final CommitStatusEndpoint STATUS = new CommitStatusEndpoint(
            Pattern.compile("/repos/[^/]+/[^/]+/statuses/([0-9a-f]{40})"),
            "state",
            "context",
            "target_url",
            "Authorization");
    private static final String BRANCH = "branches/";
    private static final String REF = "git/refs/heads/";
    private static final String CONTENT = "contents/";

    private final ServedGitRepository git;
    private final String owner;
    private final String repository;

    public FakeGitHub(ServedGitRepository git, String owner, String repository) throws IOException {
        super(STATUS);
        this.git = git;
        this.owner = owner;
        this.repository = repository;
    }

    /** The URL from which the plugin clones. */
    public String cloneUrl() {
        return "http://127.0.0.1/" + owner + "/" + repository + ".git";
    }

    @Override
    public Optional<Object> answer(String path, Map<String, String> query) {
        String at = "/repos/" + owner + "/" + repository;
        if (path.startsWith(at + "/")) {
            return answerAboutRepository(path.substring(at.length() + 1), query);
        }
        if (path.equals(at)) {
            return Optional.of(repository());
        }
        if (path.startsWith("/users/")) {
            return Optional.of(user(path.substring("/users/".length())));
        }
        return switch (path) {
            case "", "/" ->
                Optional.of(Map.of("current_user_url", url() + "/user", "rate_limit_url", url() + "/rate_limit"));
            case "/user" -> Optional.of(user("alice"));
            default -> Optional.empty();
        };
    }

    private Optional<Object> answerAboutRepository(String subpath, Map<String, String> query) {
        if (subpath.startsWith(BRANCH)) {
            return Optional.of(branch(decode(subpath.substring(BRANCH.length()))));
        }
        if (subpath.startsWith(REF)) {
            return Optional.of(ref(decode(subpath.substring(REF.length()))));
        }
        if (subpath.startsWith(CONTENT)) {
            return content(decode(subpath.substring(CONTENT.length())), query.get("ref"));
        }
        return switch (subpath) {
            case "branches" ->
                Optional.of(git.branches().stream().map(this::branch).toList());
            case "pulls" -> Optional.of(List.of(request()));
            case "pulls/7" -> Optional.of(request());
            case "collaborators" -> Optional.of(List.of(user("alice")));
            default -> Optional.empty();
        };
    }

    private Map<String, Object> user(String name) {
        return Map.of(
                "login", name, "id", 1, "type", "User", "name", name, "email", name + "@example.com", "url", url());
    }

    private Map<String, Object> repository() {
        String page = url() + "/" + owner + "/" + repository;
        return Map.of(
                "id",
                1,
                "name",
                repository,
                "full_name",
                owner + "/" + repository,
                "owner",
                user(owner),
                "html_url",
                page,
                "url",
                url() + "/repos/" + owner + "/" + repository,
                "default_branch",
                "main",
                "private",
                true);
    }

    private Map<String, Object> branch(String name) {
        return Map.of("name", name, "commit", Map.of("sha", git.commitOf(name), "url", url()), "protected", false);
    }

    private Map<String, Object> ref(String name) {
        return Map.of(
                "ref",
                "refs/heads/" + name,
                "url",
                url(),
                "object",
                Map.of("type", "commit", "sha", git.commitOf(name), "url", url()));
    }

    private Map<String, Object> request() {
        return Map.of(
                "id",
                1,
                "number",
                7,
                "state",
                "open",
                "title",
                "Add x",
                "html_url",
                url() + "/" + owner + "/" + repository + "/pull/7",
                "url",
                url() + "/repos/" + owner + "/" + repository + "/pulls/7",
                "user",
                user("alice"),
                "head",
                side("feat/x"),
                "base",
                side("main"));
    }

    private Map<String, Object> side(String branch) {
        return Map.of("ref", branch, "sha", git.commitOf(branch), "user", user(owner), "repo", repository());
    }

    /** Lists the only folder, or returns a file, which is how the plugin reads the Jenkinsfile. */
    private Optional<Object> content(String name, String ref) {
        return name.isEmpty()
                ? Optional.of(git.content(ref, "Jenkinsfile").stream()
                        .map(text -> file("Jenkinsfile", text))
                        .toList())
                : git.content(ref, name).map(text -> file(name, text));
    }

    private Map<String, Object> file(String name, String text) {
        Map<String, Object> file = new HashMap<>(Map.of("type", "file", "name", name, "path", name, "url", url()));
        file.put("size", text.length());
        file.put("encoding", "base64");
        file.put("content", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        return file;
    }
}
