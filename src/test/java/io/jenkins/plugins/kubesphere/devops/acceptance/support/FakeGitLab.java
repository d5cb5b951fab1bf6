package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A fake GitLab server with one project. Merge request 7 is from its branch {@code feat/x}. */
public final class FakeGitLab extends FakeScmHost {
    private static final int PROJECT = 42;
    private static final String API = "/api/v4/projects/";
    private static final String REF = "repository/(?:branches|tags)/";
    private static final String FILE = "repository/files/";

    private static final CommitStatusEndpoint STATUS = new CommitStatusEndpoint(
            Pattern.compile(API + "[^/]+/statuses/([0-9a-f]{40})"), "state", "name", "target_url", "PRIVATE-TOKEN");

    private final ServedGitRepository git;
    private final String project;

    /** @param project path of the project, with its groups */
    public FakeGitLab(ServedGitRepository git, String project) throws IOException {
        super(STATUS);
        this.git = git;
        this.project = project;
    }

    @Override
    public Optional<Object> answer(String path, Map<String, String> query) {
        String rest = path.startsWith(API) ? path.substring(API.length()) : "";
        String id = decode(rest.replaceFirst("/.*", ""));
        return id.equals(project) || id.equals(String.valueOf(PROJECT))
                ? answerAboutProject(rest.replaceFirst("^[^/]*/?", ""), query)
                : Optional.empty();
    }

    private Optional<Object> answerAboutProject(String subpath, Map<String, String> query) {
        if (subpath.matches(REF + ".+")) {
            return Optional.of(ref(decode(subpath.replaceFirst(REF, ""))));
        }
        if (subpath.startsWith(FILE)) {
            return file(subpath.substring(FILE.length()), query.get("ref"));
        }
        return switch (subpath) {
            case "" ->
                Optional.of(Map.of(
                        "id",
                        PROJECT,
                        "name",
                        project.replaceFirst(".*/", ""),
                        "name_with_namespace",
                        project.replace("/", " / "),
                        "path_with_namespace",
                        project,
                        "web_url",
                        url() + "/" + project,
                        "http_url_to_repo",
                        git.url(),
                        "ssh_url_to_repo",
                        git.url(),
                        "default_branch",
                        "main",
                        "merge_requests_enabled",
                        true));
            case "members/all" -> Optional.of(List.of(Map.of("id", 1, "username", "alice", "access_level", 40)));
            case "repository/branches" ->
                Optional.of(git.branches().stream().map(this::ref).toList());
            case "repository/tags" ->
                Optional.of(git.tags().stream().map(this::ref).toList());
            case "merge_requests" -> Optional.of(List.of(request()));
            case "merge_requests/7" -> Optional.of(request());
            case "repository/tree" -> Optional.of(List.of());
            default -> Optional.empty();
        };
    }

    private Map<String, Object> ref(String name) {
        return Map.of(
                "name", name, "commit", Map.of("id", git.commitOf(name), "committed_date", "2026-01-01T00:00:00.000Z"));
    }

    private Map<String, Object> request() {
        return Map.ofEntries(
                Map.entry("id", 1),
                Map.entry("iid", 7),
                Map.entry("state", "opened"),
                Map.entry("title", "Add x"),
                Map.entry("web_url", url() + "/" + project + "/-/merge_requests/7"),
                Map.entry("source_project_id", PROJECT),
                Map.entry("target_project_id", PROJECT),
                Map.entry("source_branch", "feat/x"),
                Map.entry("target_branch", "main"),
                Map.entry("sha", git.commitOf("feat/x")),
                Map.entry("author", Map.of("id", 1, "username", "alice", "name", "Alice")));
    }

    private Optional<Object> file(String subpath, String ref) {
        boolean raw = subpath.endsWith("/raw");
        String name = decode(raw ? subpath.substring(0, subpath.length() - 4) : subpath);
        return git.content(ref.startsWith("merge-requests/") ? "feat/x" : ref, name)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .map(bytes -> raw
                        ? bytes
                        : Map.of(
                                "file_name", name,
                                "file_path", name,
                                "encoding", "base64",
                                "ref", ref,
                                "content", Base64.getEncoder().encodeToString(bytes)));
    }
}
