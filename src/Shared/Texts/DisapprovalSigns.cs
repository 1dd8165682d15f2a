using System.Collections.Frozen;

namespace EcomCenter.Texts;

/// <summary>Signs that say that somebody is not pleased, and nothing that may be sad or polite: emoji, and codes of WeChat.</summary>
public static class DisapprovalSigns
{
    /// <summary>Emoji: finger, angry and cursing faces, anger, dung, sick.</summary>
    public static readonly FrozenSet<int> Angry = FrozenSet.ToFrozenSet(
        [0x1F595, 0x1F620, 0x1F621, 0x1F92C, 0x1F47F, 0x1F63E, 0x1F624, 0x1F4A2, 0x1F4A9, 0x1F92E, 0x1F922]);

    /// <summary>Emoji: thumb down, unamused, rolling eyes.</summary>
    public static readonly FrozenSet<int> Unamused = FrozenSet.ToFrozenSet([0x1F44E, 0x1F612, 0x1F644]);

    /// <summary>The codes of WeChat for angry signs, which without their letters would be mere punctuation.</summary>
    public static readonly string[] AngryCodes = ["/::@", "/::-S", "/::Q", "/:shit", "/:<@", "/:@>"];

    /// <summary>The codes of WeChat for unamused signs.</summary>
    public static readonly string[] UnamusedCodes = ["/:weak", "/:bad", "/::d", "/:>-|"];

    public static bool Contains(int rune) => Angry.Contains(rune) || Unamused.Contains(rune);

    /// <summary>Returns true if the text holds a code of anger or disapproval.</summary>
    public static bool HoldsCode(string text) => text.Contains("/:", StringComparison.Ordinal)
        && AngryCodes.Concat(UnamusedCodes).Any(code => text.Contains(code, StringComparison.Ordinal));
}
