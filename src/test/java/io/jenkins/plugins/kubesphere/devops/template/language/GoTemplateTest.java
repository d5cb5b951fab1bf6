package io.jenkins.plugins.kubesphere.devops.template.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoTemplateTest {
    private static final Map<String, Object> DATA = Map.of(
            "name",
            "web",
            "quoted",
            "it's \"5\" \\ $x",
            "lines",
            "a\nb'c",
            "empty",
            "",
            "yes",
            true,
            "no",
            false,
            "three",
            BigDecimal.valueOf(3),
            "list",
            List.of("a", "b"),
            "map",
            Map.of("y", "2", "x", "1"),
            "中文",
            "名字");

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '\0',
            value = {
                "plain ¦ plain",
                "a {{.name}} b ¦ a web b",
                "{{.missing}}. ¦ .",
                "{{.missing.deeper.still}}. ¦ .",
                "{{.中文}} ¦ 名字",
                "{{$.name}} ¦ web",
                "{{`{{raw}}`}} ¦ {{raw}}",
                "{{\"a\\\"b\"}} ¦ a\"b",
                "a {{- .name -}} b ¦ awebb",
                "a {{/* no */}}b ¦ a b",
                "a {{- /* no */ -}} b ¦ ab",
                "{{if .yes}}1{{else}}2{{end}} ¦ 1",
                "{{if .no}}1{{else if eq .name \"web\"}}2{{else}}3{{end}} ¦ 2",
                "{{if .empty}}1{{end}}{{if not .empty}}2{{end}} ¦ 2",
                "{{with .name}}{{.}}{{end}}{{with .empty}}1{{else}}2{{end}} ¦ web2",
                "{{with $x := .name}}{{$x}}{{end}} ¦ web",
                "{{range .list}}<{{.}}>{{end}} ¦ <a><b>",
                "{{range $i, $e := .list}}{{$i}}{{$e}}{{end}} ¦ 0a1b",
                "{{range $k, $v := .map}}{{$k}}{{$v}}{{end}} ¦ x1y2",
                "{{range .missing}}1{{else}}2{{end}} ¦ 2",
                "{{$x := .name}}{{if .yes}}{{$x := .three}}{{$x}}{{end}}{{$x}} ¦ 3web",
                "{{eq .name \"a\" \"web\"}} {{ne .three 3}} {{eq .yes \"true\"}} ¦ true false true",
                "{{lt .three 4}} {{ge .three 4}} {{gt \"b\" \"a\"}} {{le 1 1}} ¦ true false true true",
                "{{and .yes .name}} {{or .empty .name}} {{and .no .name.wrong}} ¦ web web false",
                "{{len .list}} {{len .name}} {{index .list 1}} {{index .map \"x\"}} ¦ 2 3 b 1",
                "{{index .list 7}}. ¦ .",
                "{{.empty | default \"d\" | upper}} ¦ D",
                "{{default \"d\" .name | printf \"%s-%d%%\" .three}} ¦ 3-web%",
                "{{quote .quoted}} ¦ \"it's \\\"5\\\" \\\\ $x\"",
                "{{printf \"%q\" .name}} ¦ \"web\"",
                "{{groovyString .quoted}} ¦ 'it\\'s \"5\" \\\\ $x'",
                "{{shellQuote .quoted}} {{shellQuote .name}} {{shellQuote .empty}} ¦ 'it'\\''s \"5\" \\ $x' web ''",
                "{{(index .list 0) | print .name}} ¦ weba",
                "{{.list}} {{.map.x}} {{1.50}} ¦ [\"a\",\"b\"] 1 1.50",
                "{{trim \"  a \"}}{{lower \"B\"}} ¦ ab",
            })
    void aTemplateOfBracesIsRendered(String template, String expected) {
        assertThat(GoTemplate.parse(template, Delimiters.BRACES).render(DATA)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '\0',
            value = {
                "echo $(.name) ¦ echo web",
                "x=$(`$(pwd)`) ¦ x=$(pwd)",
                "$(if and (eq .name \"web\") (not .no))1$(end) ¦ 1",
                "$(- if ne .name \"true\")a$(end) ¦ a",
                "$(\"a)b\") ¦ a)b",
                "f(x) ${y} ¦ f(x) ${y}",
            })
    void aTemplateOfParenthesesIsRendered(String template, String expected) {
        assertThat(GoTemplate.parse(template, Delimiters.DOLLAR_PARENTHESES).render(DATA))
                .isEqualTo(expected);
    }

    @Test
    void aTextOfSeveralLinesHasThreeQuotesInGroovy() {
        assertThat(GoTemplate.parse("{{groovyString .lines}}", Delimiters.BRACES)
                        .render(DATA))
                .isEqualTo("'''a\nb\\'c'''");
        assertThat(GoTemplate.parse("{{groovyString .x}}", Delimiters.BRACES).render(Map.of("x", "a\rb\0")))
                .isEqualTo("'a\\rb\\u0000'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '\0',
            value = {
                "a {{pwd}} ¦ line 1 of the template: the function \"pwd\" is not supported; there are and, default, eq, ge,",
                "{{call .name}} ¦ line 1 of the template: the function \"call\" is not supported; there are",
                "{{.name.length 1}} ¦ line 1 of the template: only a function has arguments, and calls of methods are not supported",
                "{{define \"x\"}}{{end}} ¦ line 1 of the template: \"define\" is not supported; write it out",
                "{{template \"x\"}} ¦ line 1 of the template: \"template\" is not supported; write it out",
                "{{block \"x\" .}}{{end}} ¦ line 1 of the template: \"block\" is not supported; write it out",
                "{{range .list}}{{break}}{{end}} ¦ line 1 of the template: \"break\" is not supported; write it out",
                "{{$x = 1}} ¦ line 1 of the template: \"=\" is not supported in an action",
                "{{'a'}} ¦ line 1 of the template: \"'\" is not supported in an action",
                "{{}} ¦ line 1 of the template: an action is empty",
                "{{if .yes}} ¦ line 1 of the template: \"if .yes\" has no end",
                "{{if .yes}}{{else}} ¦ line 1 of the template: \"if .yes\" has no end",
                "{{end}} ¦ line 1 of the template: \"end\" has no if, with or range before it",
                "{{if .yes}}{{else}}{{else}}{{end}} ¦ line 1 of the template: there is a second else where an end is expected",
                "{{if}}{{end}} ¦ line 1 of the template: a value is missing",
                "{{.name | .name}} ¦ line 1 of the template: after | there must be the name of a function",
                "{{eq .name}} ¦ line 1 of the template: \"eq\" has 1 argument; it takes 2 to 100",
                "{{trim}} ¦ line 1 of the template: \"trim\" has 0 arguments; it takes 1",
                "{{.name ¦ line 1 of the template: the action is not closed; add }}",
                "{{(.name}} ¦ line 1 of the template: a ( in the action is not closed",
                "{{.name)}} ¦ line 1 of the template: there is a ) without a (",
                "{{\"a}} ¦ line 1 of the template: a text in \" is not closed",
                "{{`a}} ¦ line 1 of the template: a text in ` is not closed",
                "{{/* a}} ¦ line 1 of the template: a comment is not closed; add */}}",
                "{{\"\\x41\"}} ¦ line 1 of the template: \\x is not supported in a text in quotes",
                "{{.a.my-name}} ¦ line 1 of the template: a name after a dot cannot have a hyphen; use index .a \"my-name\"",
                "{{print .my-name}} ¦ line 1 of the template: a name after a dot cannot have a hyphen; use index . \"my-name\"",
                "{{$.a.b-c-d}} ¦ line 1 of the template: a name after a dot cannot have a hyphen; use index $.a \"b-c-d\"",
                "{{1e99999999}} ¦ line 1 of the template: \"1e99999999\" is not a number that is supported",
            })
    void whatIsNotSupportedIsNamed(String template, String message) {
        assertThatThrownBy(() -> GoTemplate.parse(template, Delimiters.BRACES))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '\0',
            value = {
                "{{.name.class}} ¦ line 1 of the template: \".class\" is read of a text; only a map has fields",
                "{{$x}} ¦ line 1 of the template: the variable $x is not declared",
                "{{range .name}}{{end}} ¦ line 1 of the template: \"range\" needs a list or a map, and this is a text",
                "{{len .three}} ¦ line 1 of the template: \"len\" needs a text, a list or a map, and this is a number",
                "{{eq .list \"a\"}} ¦ line 1 of the template: a list or a map cannot be compared",
                "{{lt .name 3}} ¦ line 1 of the template: lt, le, gt and ge compare two numbers or two texts, and these are a text",
                "{{printf \"%x\" 3}} ¦ line 1 of the template: \"printf\" does not support %x; there are %s, %v, %d, %t, %q and %%",
                "{{printf \"%x\"}} ¦ line 1 of the template: \"printf\" does not support %x; there are %s, %v, %d, %t, %q and %%",
                "{{printf \"100%\"}} ¦ line 1 of the template: the format of \"printf\" ends with a single %; write %% for the character",
                "{{printf \"%s\"}} ¦ line 1 of the template: \"printf\" has fewer values than its format names",
                "{{printf \"a\" 1}} ¦ line 1 of the template: \"printf\" has more values than its format names",
                "{{index .map .list}} ¦ line 1 of the template: \"index\" needs a list and a number, or a map and a text",
                "{{index .name 3}} ¦ line 1 of the template: \"index\" needs a list and a number, or a map and a text",
            })
    void aWrongValueIsNamed(String template, String message) {
        GoTemplate parsed = GoTemplate.parse(template, Delimiters.BRACES);

        assertThatThrownBy(() -> parsed.render(DATA))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aMessageHasTheLine() {
        assertThatThrownBy(() -> GoTemplate.parse("a\n{{/*\n*/}}\n{{.name}} {{\n pwd}}", Delimiters.BRACES))
                .hasMessageStartingWith("line 5 of the template: the function \"pwd\"");
        assertThatThrownBy(() -> GoTemplate.parse("{{\"a\\\nb\"}}{{pwd}}", Delimiters.BRACES))
                .hasMessageStartingWith("line 2 of the template: the function \"pwd\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "quoted", "lines", "empty", "中文"})
    void aValueInATextOfJsonStaysInside(String name) throws Exception {
        String json = GoTemplate.parse(
                        "{\"a\": \"\\\" {{.%s}}\", \"b\": {{printf \"%%q\" .%s}}}".formatted(name, name),
                        Delimiters.BRACES)
                .renderJson(DATA);

        var read = new com.fasterxml.jackson.databind.ObjectMapper().readTree(json);
        assertThat(read.path("a").asText()).isEqualTo("\" " + DATA.get(name));
        assertThat(read.path("b").asText()).isEqualTo(DATA.get(name));
    }

    @Test
    void aValueOutsideOfTextsOfJsonIsAValueOfJson() {
        GoTemplate template = GoTemplate.parse("{\"a\": {{.x}}}", Delimiters.BRACES);

        assertThat(template.renderJson(Map.of("x", "3"))).isEqualTo("{\"a\": 3}");
        assertThat(template.renderJson(Map.of("x", true))).isEqualTo("{\"a\": true}");
        assertThat(template.renderJson(Map.of("x", List.of("\"")))).isEqualTo("{\"a\": [\"\\\"\"]}");
        assertThatThrownBy(() -> template.renderJson(Map.of("x", "1, \"b\": 2")))
                .hasMessage("line 1 of the template: {{.x}} is not a number, true or false;"
                        + " give a value that JSON has without quotes, or put quotes around the action");
        assertThatThrownBy(() -> template.renderJson(Map.of())).hasMessageContaining("{{.x}} is empty;");
    }

    @Test
    void timeAndMemoryHaveLimits() {
        Map<String, Object> data = Map.of(
                "list", Stream.generate(() -> "x").limit(10_000).toList(),
                "long", "x".repeat(500_000),
                "huge", new BigDecimal("1e-999999999"));
        String tooMuch = "the template does too much: loops, or functions on long texts; make it or the values smaller";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertFails("{{range .list}}{{range $.list}}{{range $.list}}{{end}}{{end}}{{end}}", data, tooMuch);
            assertFails("{{range .list}}{{if eq (print $.long $.long) \"\"}}{{end}}{{end}}", data, tooMuch);
            assertFails(
                    "{{print" + " .deep".repeat(90) + "}}",
                    Map.of("deep", List.of(List.of("x".repeat(100_000)))),
                    tooMuch);
            assertFails("{{.long}}{{.long}}{{.long}}", data, "the result is longer than 1048576 characters");
            assertThat(GoTemplate.parse("{{.huge}}", Delimiters.BRACES).render(data))
                    .isEqualTo("1E-999999999");
        });
    }

    private static void assertFails(String template, Map<String, Object> data, String message) {
        GoTemplate parsed = GoTemplate.parse(template, Delimiters.BRACES);
        assertThatThrownBy(() -> parsed.render(data)).hasMessage(message);
    }

    @Test
    void deepTemplatesAreRefused() {
        List<String> deep = Arrays.asList(
                "{{if .a}}".repeat(100_000),
                "{{if .a}}" + "{{else if .b}}".repeat(100_000),
                "{{" + "(".repeat(100_000),
                "{{.a" + " ¦ trim".repeat(100_000) + "}}",
                "{{.a" + ".b".repeat(100_000) + "}}",
                "{{" + "1".repeat(1_000_000) + "}}",
                "{{print " + ".a ".repeat(2_000) + "}}",
                "{{.a}}".repeat(10_001));

        assertThat(deep).allSatisfy(template -> assertThatThrownBy(() -> GoTemplate.parse(template, Delimiters.BRACES))
                .isInstanceOf(TemplateException.class)
                .message()
                .hasSizeLessThan(200));
    }
}
