package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import static io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects.BRANCH;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ByteRange;
import io.jenkins.plugins.kubesphere.devops.kapis.http.EntityTag;
import io.jenkins.plugins.kubesphere.devops.kapis.http.FileReply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.Branch;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.FileEntry;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.Page;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderException;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.RepositoryBrowser;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.RepositoryName;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

/** Answers requests for what is in a repository, from the API of its provider. Nothing is copied to this machine. */
public final class BrowseHandler {
    public static final RouteQueryParameter DIRECTORY_PARAMETER =
            RouteQueryParameter.text("file", "Path of a directory");
    public static final RouteQueryParameter WITH_CONTENT =
            RouteQueryParameter.flag("withContent", "Adds the content, in Base64, as data");

    private static final List<String> DEFAULT_BRANCHES = List.of("main", "master");
    private static final String FILE_SEGMENT = "file";

    private final PathObjects objects;
    private final ProviderService providers;

    /** A page of a list, with what was asked for. */
    public record BrowseList<T>(List<T> items, int totalItems, Options options) {
        /** Which page it is. */
        public record Options(long page, long limit) {}

        /** The type of a list with items of this type, for a table of routes. */
        public static Type of(Class<?> item) {
            return TypeFactory.defaultInstance().constructParametricType(BrowseList.class, item);
        }
    }

    public BrowseHandler(ClusterConnection cluster, ProviderService providers) {
        this.objects = new PathObjects(cluster);
        this.providers = providers;
    }

    /**
     * Answers with the default names first, as consoles show them. So each page needs all branches: 1,000 are read at most, and
     * are what {@code totalItems} counts.
     */
    public Reply branches(KapisRequest request) {
        Page page = Page.of(request.query());
        List<Branch> all = ask(request, (browser, repository) -> Page.all(part -> browser.branches(repository, part)));
        List<Branch> found = all.stream()
                .sorted(Comparator.comparing((Branch branch) -> !DEFAULT_BRANCHES.contains(branch.name())))
                .skip((page.number() - 1) * page.size())
                .limit(page.size())
                .toList();
        return Reply.json(new BrowseList<>(found, all.size(), new BrowseList.Options(page.number(), page.size())));
    }

    public Reply branch(KapisRequest request) {
        String branch = branchOf(request);
        return Reply.json(ask(request, (browser, repository) -> browser.branch(repository, branch)));
    }

    /** The directory itself is the first entry, as in ks-devops. */
    public Reply files(KapisRequest request) {
        String branch = branchOf(request);
        String directory =
                request.query().find(DIRECTORY_PARAMETER.name()).orElse("").replaceAll("^/+|/+$", "");
        if (!directory.isEmpty()) {
            requireSafe("the parameter " + DIRECTORY_PARAMETER.name(), directory);
        }
        List<FileEntry> found = new ArrayList<>();
        found.add(FileEntry.directory(directory));
        found.addAll(ask(request, (browser, repository) -> browser.files(repository, branch, directory)));
        return Reply.json(new BrowseList<>(found, found.size(), new BrowseList.Options(1, found.size())));
    }

    /** Reads the content even if it is not asked for: without it, not all providers tell the size. */
    public Reply file(KapisRequest request) {
        boolean hasContent = request.query().isTrue(WITH_CONTENT.name(), false);
        FileEntry found = read(request);
        return Reply.json(hasContent ? found : found.withoutContent());
    }

    /** Sends the content alone. A browser stores it and does not show it, because anybody may have written it. */
    public Reply rawFile(KapisRequest request) {
        FileEntry found = read(request);
        byte[] data = found.data();
        boolean hasRanges = true;
        EntityTag tag = EntityTag.builder().add(found.name()).addContent(data).build();
        return new FileReply(
                found.name(),
                data.length,
                tag,
                ByteRange.requested(request.headers()::find, tag, data.length),
                hasRanges,
                offset -> new ByteArrayInputStream(data, (int) offset, data.length - (int) offset));
    }

    /** Answers 501 on routes that need a copy of the repository. */
    public Reply notOffered(KapisRequest request) {
        throw RepositoryTarget.notOffered();
    }

    private FileEntry read(KapisRequest request) {
        String branch = branchOf(request);
        String path = decode(request.segment(FILE_SEGMENT)).replaceAll("^/+", "");
        requireSafe("the file in the path", path);
        return ask(request, (browser, repository) -> browser.file(repository, branch, path));
    }

    /**
     * Accepts both alphabets of Base64: a slash in the first one must be encoded in a path, so clients use the second one. Bytes
     * that are not UTF-8 become U+FFFD, so the provider finds no such file.
     */
    private static String decode(String encoded) {
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded.replace('-', '+').replace('_', '/'));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw KapisException.badRequest("the file in the path is not Base64; encode its path so");
        }
    }

    private static String branchOf(KapisRequest request) {
        String branch = request.segment(BRANCH);
        requireSafe("the branch in the path", branch);
        return branch;
    }

    private static void requireSafe(String input, String path) {
        if (!PathValidator.isSafe(path)) {
            throw KapisException.badRequest(
                    input + " has an empty part, dots instead of a name, a backslash or a control"
                            + " character, or is longer than " + PathValidator.MAX_LENGTH + " characters");
        }
    }

    private <T> T ask(KapisRequest request, BiFunction<RepositoryBrowser, RepositoryName, T> question) {
        GitRepository repository = objects.gitRepository(request);
        try {
            return providers.browse(request.caller(), repository, question);
        } catch (ProviderException e) {
            throw ProviderService.translate(e);
        }
    }
}
