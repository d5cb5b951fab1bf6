package io.jenkins.plugins.kubesphere.devops.kapis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchQueryTest {
    @ParameterizedTest
    @CsvSource({
        "type:pipeline,'',''",
        "'type:pipeline;organization:jenkins',  '', ''",
        "pipeline:demo,demo,''",
        "'type:pipeline; pipeline:demo/*web*;x',demo,web",
        "pipeline:demo/web,demo,web",
        "'pipeline:*/*web*','',web",
        "pipeline:,'',''",
        "'pipeline:/','',''",
        "';;;','',''",
        "'*','',''"
    })
    void aSearchSelectsAProjectAndAPartOfTheName(String query, String project, String part) {
        assertThat(SearchQuery.parse(query))
                .isEqualTo(new SearchQuery(Optional.of(project).filter(name -> !name.isEmpty()), part));
    }
}
