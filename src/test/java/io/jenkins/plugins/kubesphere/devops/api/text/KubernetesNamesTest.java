package io.jenkins.plugins.kubesphere.devops.api.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class KubernetesNamesTest {
    @ParameterizedTest
    @CsvSource({
        "web,true,true",
        "a,true,true",
        "7-up,true,true",
        "web.v1,true,false",
        "web..v1,false,false",
        "web.-v1,false,false",
        ".web,false,false",
        "web.,false,false",
        "-web,false,false",
        "web-,false,false",
        "Web,false,false",
        "web_1,false,false",
        "web/1,false,false",
        "$(id),false,false",
        "'web\n',false,false",
        "wéb,false,false"
    })
    void namesAreThoseThatTheApiServerAccepts(String name, boolean object, boolean namespace) {
        assertEquals(object, KubernetesNames.isObjectName(name));
        assertEquals(namespace, KubernetesNames.isNamespaceName(name));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void nullAndEmptyTextsAreNotNames(String name) {
        assertFalse(KubernetesNames.isObjectName(name));
        assertFalse(KubernetesNames.isNamespaceName(name));
    }

    @Test
    void lengthIsLimited() {
        assertTrue(KubernetesNames.isObjectName("a".repeat(253)));
        assertFalse(KubernetesNames.isObjectName("a".repeat(254)));
        assertTrue(KubernetesNames.isNamespaceName("a".repeat(63)));
        assertFalse(KubernetesNames.isNamespaceName("a".repeat(64)));
    }
}
