using System.Text;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Compares a text with what it was before an edit.</summary>
public static class EditedText
{
    /// <summary>
    /// Returns true if the edit changes no word: nothing, or marks, spaces, letter case, wide letters and emoji only. A mark between two
    /// digits belongs to the number.
    /// </summary>
    public static bool ChangesNoWord(string before, string after)
    {
        if (before.Trim() == after.Trim()) return true;
        var (old, edited) = (WordsOf(before), WordsOf(after));
        return old.Length > 0 && old == edited;
    }

    private static string WordsOf(string text)
    {
        var words = new StringBuilder(text.Length);
        var marks = "";
        foreach (var rune in FoldedText.FoldRunes(text))
        {
            if (!Rune.IsLetterOrDigit(rune))
            {
                marks += rune.ToString();
                continue;
            }

            if (marks.Length > 0 && Rune.IsDigit(rune) && words.Length > 0 && char.IsDigit(words[^1])) words.Append(marks);
            words.Append(rune);
            marks = "";
        }

        return words.ToString();
    }
}
