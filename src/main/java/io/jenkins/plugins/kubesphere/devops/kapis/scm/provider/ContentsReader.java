package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import static io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderJsonReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** Reads directories and files of GitHub and Gitea, which have the same API for them. */
final class ContentsReader {
    private static final String TYPE = "type";
    private static final String SYMLINK = "symlink";
    private static final Set<String> FILES = Set.of("file", SYMLINK);

    private final ProviderConnection connection;

    ContentsReader(ProviderConnection connection) {
        this.connection = connection;
    }

    /**
     * The entries of a directory.
     *
     * @throws ProviderException 404 if the path is that of something else
     */
    List<FileEntry> files(RepositoryName repository, String branch, String path) {
        JsonNode contents = contents(repository, branch, path);
        if (contents.isObject() && contents.has(TYPE)) {
            throw ProviderException.notDirectory(path);
        }
        return ProviderJsonReader.map(contents, ContentsReader::entry).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<FileEntry> entry(JsonNode content) {
        String name = text(content, "/name");
        return switch (text(content, "/" + TYPE)) {
            case "dir" -> Optional.of(FileEntry.directory(name));
            case "file" -> Optional.of(FileEntry.file(name, content.path("size").asLong(), false));
            case SYMLINK ->
                Optional.of(FileEntry.file(name, content.path("size").asLong(), true));
            default -> Optional.empty();
        };
    }

    /**
     * A file.
     *
     * @throws ProviderException 404 if the path is that of something else
     */
    FileEntry file(RepositoryName repository, String branch, String path) {
        JsonNode content = contents(repository, branch, path);
        if (content.isArray() || content.has(TYPE) && !FILES.contains(text(content, "/" + TYPE))) {
            throw ProviderException.notFile(path);
        }
        return FileEntry.withContent(text(content, "/path"), decode(content));
    }

    private JsonNode contents(RepositoryName repository, String branch, String path) {
        return connection.get(api -> urlOf(api, repository)
                .addPathSegment("contents")
                .addPathSegments(path)
                .addQueryParameter("ref", branch));
    }

    /** Adds the path of a repository to the URL of the API. */
    static HttpUrl.Builder urlOf(HttpUrl.Builder api, RepositoryName repository) {
        return api.addPathSegment("repos").addPathSegment(repository.owner()).addPathSegment(repository.name());
    }

    /**
     * The content in Base64, which may have line breaks.
     *
     * @throws ProviderException if it is not there, or is not Base64
     */
    static byte[] decode(JsonNode content) {
        if (!text(content, "/encoding").equals("base64")) {
            throw new ProviderException(
                    0, "the file is larger than the API of the provider gives; use your Git provider");
        }
        try {
            return Base64.getMimeDecoder().decode(text(content, "/content"));
        } catch (IllegalArgumentException e) {
            throw ProviderJsonReader.unexpected();
        }
    }
}
