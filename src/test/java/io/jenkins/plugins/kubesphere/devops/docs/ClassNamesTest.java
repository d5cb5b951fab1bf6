package io.jenkins.plugins.kubesphere.devops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the classes and tests that documents name exist. */
class ClassNamesTest {
    /** The name of a test in a document. */
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))[`.]");

    /** A link to the source of a class: the name in the link text, and the name of the file. */
    private static final Pattern LINKED = Pattern.compile("\\[`([A-Z]\\w*)[^`]*`]\\([^)]*/(\\w+)\\.java\\)");

    private static Set<String> classes;

    @BeforeAll
    static void find() throws IOException {
        try (Stream<Path> files = Files.walk(RepositoryRoot.root().resolve("src"))) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    static Stream<Path> documents() throws IOException {
        return LinksTest.documents();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void theNamedTestsExist(Path document) throws IOException {
        assertThat(TEST.matcher(Files.readString(document)).results().map(name -> name.group(1)))
                .isSubsetOf(classes);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aLinkToAClassHasItsName(Path document) throws IOException {
        assertThat(LINKED.matcher(Files.readString(document))
                        .results()
                        .filter(link -> !link.group(1).equals(link.group(2)))
                        .map(MatchResult::group))
                .isEmpty();
    }

    @Test
    void atLeastSomeTestsAreNamed() throws IOException {
        assertThat(TEST.matcher(Files.readString(RepositoryRoot.root().resolve("docs/jenkins.md")))
                        .results()
                        .count())
                .isGreaterThan(10);
    }
}
