package io.jenkins.plugins.kubesphere.devops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that links of the documents lead to existing files and headings, and that each picture is used. */
class LinksTest {
    private static final Path ROOT = RepositoryRoot.root();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?\\n *```|`[^`\\n]*`");

    /** Comments are not displayed; they describe how a page was written. */
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");

    @ParameterizedTest
    @MethodSource("documents")
    void theTargetsOfLinksExist(Path document) throws IOException {
        for (String link : links(document)) {
            String[] parts = link.split("#", 2);
            Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
            assertThat(file).as("%s in %s", link, ROOT.relativize(document)).exists();
            if (parts.length == 2) {
                assertThat(anchors(file))
                        .as("%s in %s", link, ROOT.relativize(document))
                        .contains(parts[1]);
            }
        }
    }

    @Test
    void eachPictureIsUsed() throws IOException {
        Set<Path> shown = new TreeSet<>();
        for (Path document : documents().toList()) {
            links(document)
                    .forEach(link -> shown.add(document.resolveSibling(link.replaceFirst("#.*", ""))
                            .normalize()));
        }
        try (Stream<Path> pictures = Files.list(ROOT.resolve("docs/images"))) {
            assertThat(pictures.filter(file -> file.toString().matches(".+\\.(png|svg)"))
                            .map(Path::normalize))
                    .isSubsetOf(shown);
        }
    }

    /** Users of the plugin do not need the names of its tests; docs/verification.md has them. */
    @ParameterizedTest
    @MethodSource("documents")
    void documentsForUsersNameNoTest(Path document) throws IOException {
        Set<String> developers = Set.of(
                "CONTRIBUTING.md",
                "architecture.md",
                "code-tour.md",
                "development.md",
                "glossary.md",
                "jenkins.md",
                "verification.md");
        if (!developers.contains(document.getFileName().toString()) && !document.startsWith(ROOT.resolve("bench"))) {
            assertThat(COMMENT.matcher(Files.readString(document)).replaceAll(""))
                    .doesNotContainPattern("[A-Z]\\w*[a-z](IT|Test)\\b");
        }
    }

    static Stream<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("bench/README.md")));
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents.stream();
    }

    /** The links of a document, without web addresses. */
    private static Set<String> links(Path document) throws IOException {
        return LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll("code"))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The anchors that GitHub generates for headings: lower case, hyphens for blanks, no other punctuation. */
    private static Set<String> anchors(Path file) throws IOException {
        String prose = Pattern.compile("(?ms)^```.*?^```")
                .matcher(Files.readString(file))
                .replaceAll("");
        Matcher heading = Pattern.compile("(?m)^#+ (.+)$").matcher(prose);
        return heading.results()
                .map(found -> found.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
