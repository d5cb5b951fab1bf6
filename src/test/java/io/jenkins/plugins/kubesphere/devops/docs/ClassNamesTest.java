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
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that each class and each test exists whose name a document contains. */
class ClassNamesTest {
    /** The name of a test anywhere in a document, also within a command. A name after a star is a pattern of names. */
    private static final Pattern TEST = Pattern.compile("(?<![\\w*])([A-Z]\\w*[a-z0-9](?:Test|IT))\\b");

    /** The name of a class in backticks, alone or with the name of a member. */
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.(?!properties)\\w+)?`");

    /** Names in backticks that are not the names of our classes: reasons of conditions, and examples. */
    private static final Set<String> OTHER_NAMES = Set.of(
            "RunGraphChanged",
            "StoreFailed",
            "AgentFailed",
            "Ready",
            "Started",
            "NotSupported",
            "Updated",
            "PipelineRefMissing",
            "OtherInstance",
            "BuildDeleted",
            "BuildNotFound",
            "RestoredRun",
            "StoppedBeforeStart",
            "Manager",
            "Helper",
            "Util",
            "Impl",
            "Info",
            "Data");

    /** A link to the source of a class: the name in the link text, and the name of the file. */
    private static final Pattern LINKED = Pattern.compile("\\[`([A-Z]\\w*)[^`]*`]\\([^)]*/(\\w+)\\.java\\)");

    private static Set<String> classes;

    @BeforeAll
    static void findClasses() throws IOException {
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
    @ValueSource(strings = {"docs/code-tour.md", "docs/glossary.md", "docs/architecture.md", "CONTRIBUTING.md"})
    void theNamedClassesExist(String document) throws IOException {
        assertThat(CLASS.matcher(Files.readString(RepositoryRoot.root().resolve(document)))
                        .results()
                        .map(name -> name.group(1))
                        .filter(name -> !OTHER_NAMES.contains(name)))
                .isNotEmpty()
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
