package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A fake Bitbucket server with one repository. Pull request 7 is from its branch {@code feat/x}. */
public final class FakeBitbucket extends FakeScmHost {
    private static final String COMMIT = "commits/";
    private static final String FILE = "browse/";
    private static final String TAG = "tags/";

    private static final CommitStatusEndpoint STATUS = new CommitStatusEndpoint(
            Pattern.compile("/rest/api/1\\.0/projects/[^/]+/repos/[^/]+/commits/([0-9a-f]{40})/builds"),
            "state",
            "key",
            "url",
            "Authorization");

    private final ServedGitRepository git;
    private final String owner;
    private final String repository;

    public FakeBitbucket(ServedGitRepository git, String owner, String repository) throws IOException {
        super(STATUS);
        this.git = git;
        this.owner = owner;
        this.repository = repository;
    }

    @Override
    public Optional<Object> answer(String path, Map<String, String> query) {
        String project = "/rest/api/1.0/projects/" + owner;
        String at = project + "/repos/" + repository;
        if (path.equals(project)) {
            return Optional.of(project());
        }
        if (path.equals(at)) {
            return Optional.of(repository());
        }
        return path.startsWith(at + "/")
                ? answerAboutRepository(path.substring(at.length() + 1), query)
                : Optional.empty();
    }

    private Optional<Object> answerAboutRepository(String subpath, Map<String, String> query) {
        if (subpath.startsWith(COMMIT)) {
            return Optional.of(commit(subpath.substring(COMMIT.length())));
        }
        if (subpath.startsWith(TAG)) {
            return Optional.of(ref("tags", decode(subpath.substring(TAG.length()))));
        }
        if (subpath.startsWith(FILE)) {
            return git.content(query.get("at"), decode(subpath.substring(FILE.length())))
                    .map(text -> query.containsKey("type")
                            ? Map.of("type", "FILE")
                            : Map.of(
                                    "lines",
                                    text.lines()
                                            .map(line -> Map.of("text", line))
                                            .toList(),
                                    "isLastPage",
                                    true));
        }
        return switch (subpath) {
            case "branches/default" -> Optional.of(ref("heads", "main"));
            case "branches" ->
                Optional.of(page(git.branches().stream()
                        .filter(name -> query.getOrDefault("filterText", name).equals(name))
                        .map(name -> ref("heads", name))
                        .toList()));
            case "tags" ->
                Optional.of(
                        page(git.tags().stream().map(name -> ref("tags", name)).toList()));
            case "pull-requests" -> Optional.of(page(List.of(request())));
            case "pull-requests/7" -> Optional.of(request());
            case "pull-requests/7/merge" -> Optional.of(Map.of("canMerge", true, "conflicted", false));
            case "pull-requests/7/changes" -> Optional.of(page(List.of()));
            default -> Optional.empty();
        };
    }

    private static Map<String, Object> page(List<?> values) {
        return Map.of("size", values.size(), "limit", 200, "isLastPage", true, "start", 0, "values", values);
    }

    private Map<String, Object> project() {
        return Map.of(
                "key", owner, "id", 1, "name", owner, "type", "NORMAL", "links", self(url() + "/projects/" + owner));
    }

    private static Map<String, Object> self(String url) {
        return Map.of("self", List.of(Map.of("href", url)));
    }

    private Map<String, Object> repository() {
        return Map.of(
                "slug",
                repository,
                "id",
                1,
                "name",
                repository,
                "scmId",
                "git",
                "state",
                "AVAILABLE",
                "public",
                false,
                "project",
                project(),
                "links",
                Map.of(
                        "clone", List.of(Map.of("name", "http", "href", git.url())),
                        "self",
                                List.of(Map.of(
                                        "href", url() + "/projects/" + owner + "/repos/" + repository + "/browse"))));
    }

    private Map<String, Object> ref(String kind, String name) {
        return Map.of("id", "refs/" + kind + "/" + name, "displayId", name, "latestCommit", git.commitOf(name));
    }

    private static Map<String, Object> commit(String id) {
        Map<String, Object> alice = Map.of("name", "Alice", "emailAddress", "alice@example.com");
        return Map.of(
                "id",
                id,
                "displayId",
                id.substring(0, 11),
                "author",
                alice,
                "authorTimestamp",
                1_767_225_600_000L,
                "committer",
                alice,
                "committerTimestamp",
                1_767_225_600_000L,
                "message",
                "Change");
    }

    private Map<String, Object> request() {
        return Map.of(
                "id", 7,
                "title", "Add x",
                "state", "OPEN",
                "fromRef", branch("feat/x"),
                "toRef", branch("main"),
                "author",
                        Map.of(
                                "user",
                                Map.of("name", "alice", "displayName", "Alice", "emailAddress", "a@example.com")),
                "links", self(url() + "/projects/" + owner + "/repos/" + repository + "/pull-requests/7"));
    }

    private Map<String, Object> branch(String branch) {
        return Map.of(
                "id",
                "refs/heads/" + branch,
                "displayId",
                branch,
                "latestCommit",
                git.commitOf(branch),
                "repository",
                repository());
    }
}
