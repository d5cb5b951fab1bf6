package io.jenkins.plugins.kubesphere.devops.kapis.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
    private static final EntityTag TAG = EntityTag.builder().add("uid").add(7).build();

    @Test
    void theSamePartsGiveTheSameTag() {
        assertThat(EntityTag.builder().add("uid").add(7).build()).hasToString(TAG.toString());
        assertThat(TAG.toString()).matches("\"[0-9a-f]{32}\"");
    }

    @Test
    void otherPartsGiveAnotherTag() {
        assertThat(EntityTag.builder().add("uid").add(8).build().toString()).isNotEqualTo(TAG.toString());
        assertThat(EntityTag.builder().add("ab").add("c").build().toString())
                .isNotEqualTo(EntityTag.builder().add("a").add("bc").build().toString());
        assertThat(EntityTag.builder().add(null).build().toString())
                .isNotEqualTo(EntityTag.builder().add("").build().toString());
    }

    @Test
    void eachByteOfAContentCounts() {
        String tag =
                EntityTag.builder().addContent(new byte[] {1, 0, 2}).build().toString();
        assertThat(EntityTag.builder().addContent(new byte[] {1, 0, 2}).build()).hasToString(tag);
        assertThat(EntityTag.builder().addContent(new byte[] {1, 0, 3}).build().toString())
                .isNotEqualTo(tag);
        assertThat(EntityTag.builder()
                        .addContent(new byte[] {1})
                        .addContent(new byte[] {0, 2})
                        .build()
                        .toString())
                .isNotEqualTo(tag);
    }

    /** A compressing server adds a suffix, and a proxy may make the tag weak. */
    @ParameterizedTest
    @ValueSource(strings = {"TAG", "\"other\", TAG", "*", "W/TAG", "GZIP", "W/GZIP"})
    void aClientThatHasTheAnswerIsRecognized(String header) {
        String text = TAG.toString();
        String sent =
                header.replace("GZIP", text.replaceFirst("\"$", "--gzip\"")).replace("TAG", text);
        assertThat(TAG.matches(Optional.of(sent))).as(sent).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"other\"", "other", "W/\"other\"", "\"", ",,,"})
    void anotherTagIsNot(String header) {
        assertThat(TAG.matches(Optional.of(header))).isFalse();
        assertThat(TAG.matches(Optional.empty())).isFalse();
    }
}
