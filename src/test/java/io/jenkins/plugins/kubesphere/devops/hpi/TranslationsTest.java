package io.jenkins.plugins.kubesphere.devops.hpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that all texts in Jenkins exist in English and in Simplified Chinese, and that views escape what users wrote.
 */
class TranslationsTest {
    private static final Path ROOT = RepositoryRoot.root().resolve("src/main/resources");
    private static final Pattern TEXT = Pattern.compile("\\$\\{%([^}(]+)[^}]*}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

    private static final Pattern KEY = Pattern.compile(
            "(?:problem\\(|LocalizableProblem\\.of\\(\\s*\\w+\\.class,|\\bof\\(LocalizableProblem\\.class,)\\s*\"(\\w+)\"");
    private static final String CHINESE = "[\\u4e00-\\u9fff]";

    @ParameterizedTest
    @MethodSource("views")
    void viewEscapesWhatItShows(Path view) throws IOException {
        assertThat(Files.readString(view)).startsWith("<?jelly escape-by-default='true'?>");
    }

    @ParameterizedTest
    @MethodSource("views")
    void textsOfAViewExistInChinese(Path view) throws IOException {
        Set<String> keys = new TreeSet<>();
        Matcher matcher = TEXT.matcher(Files.readString(view));
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        if (!keys.isEmpty()) {
            assertThat(read(sibling(view, ".jelly", "_zh_CN.properties")).stringPropertyNames())
                    .as("texts of " + ROOT.relativize(view))
                    .isEqualTo(keys);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesExistInChinese(Path english) throws IOException {
        Properties texts = read(english);
        Properties chinese = read(sibling(english, ".properties", "_zh_CN.properties"));
        assertThat(chinese.stringPropertyNames()).isEqualTo(texts.stringPropertyNames());
        for (String key : texts.stringPropertyNames()) {
            String translated = chinese.getProperty(key);
            assertThat(placeholders(translated)).as(key).isEqualTo(placeholders(texts.getProperty(key)));
            if (PLACEHOLDER.matcher(texts.getProperty(key)).replaceAll("").matches(".*[a-z].*")) {
                assertThat(translated).as(key).containsPattern(CHINESE);
            }
        }
    }

    /** The keys of problems are read at run time, so the compiler does not find missing or unused keys. */
    @ParameterizedTest
    @MethodSource("problems")
    void problemsAreThoseThatTheClassesOfThePackageUse(Path english) throws IOException {
        Path classes = RepositoryRoot.root()
                .resolve("src/main/java")
                .resolve(ROOT.relativize(english).getParent());
        Set<String> used = new TreeSet<>();
        try (Stream<Path> sources = Files.list(classes)) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                KEY.matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(used::add);
            }
        }
        assertThat(used).isEqualTo(new TreeSet<>(read(english).stringPropertyNames()));
    }

    @ParameterizedTest
    @MethodSource("helps")
    void helpExistsInChinese(Path english) throws IOException {
        assertThat(Files.readString(sibling(english, ".html", "_zh_CN.html"))).containsPattern(CHINESE);
    }

    static Stream<Path> views() {
        return files(".jelly");
    }

    static Stream<Path> messages() {
        return Stream.concat(files("/Messages.properties"), files("/Problems.properties"));
    }

    static Stream<Path> problems() {
        return files("/Problems.properties");
    }

    static Stream<Path> helps() {
        return files(".html").filter(file -> !file.toString().contains("_zh_CN"));
    }

    private static Stream<Path> files(String end) {
        try {
            return Files.walk(ROOT).filter(file -> file.toString().endsWith(end));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path sibling(Path file, String end, String other) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - end.length()) + other);
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
