using System.Text.Json;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// The rules for new passwords, after NIST SP 800-63B: a length, no rule about kinds of letters, and none of the passwords that guessers
/// try first. Existing passwords keep working.
/// </summary>
public static class PasswordRules
{
    public const int MinLength = 12, MaxLength = 256;

    private const string Field = "password", Resources = "EcomCenter.Desk.Staff.";

    /// <summary>The least number of different letters: fewer are a key held down or a pattern.</summary>
    private const int MinDifferentLetters = 5;

    /// <summary>The least number of letters beside a word that guessers know.</summary>
    private const int MinOtherLetters = 8;

    /// <summary>The least number of letters beside one of the commonest passwords, of which many are plain words of a sentence.</summary>
    private const int MinLettersBesidePassword = 5;

    /// <summary>The words that guessers build passwords from, among them those of this county.</summary>
    private static readonly HashSet<string> Common = ReadCommonPasswords();

    /// <summary>
    /// The tens of thousands of passwords that are used most, from zxcvbn-ts, which npm fetches when the program is built; empty where it
    /// could not.
    /// </summary>
    private static readonly HashSet<string> Commonest = ReadCommonestPasswords();

    /// <summary>Returns the faults; none for a good password. <paramref name="user"/> may not be most of it.</summary>
    public static List<FieldFault> Check(string password, string user)
    {
        // Spaces at the ends and in a row are easily mistyped and add nothing. A sign of two UTF-16 units is one sign to its typist.
        var length = string.Join(' ', password.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).EnumerateRunes().Count();
        if (length < MinLength) return [new(Field, "passwordShort", ("shortest", MinLength))];
        if (password.Length > MaxLength) return [new(Field, "tooLong", ("longest", MaxLength), ("length", password.Length))];
        return IsEasilyGuessed(password, user) ? [new(Field, "passwordCommon")] : [];
    }

    private static bool IsEasilyGuessed(string password, string user)
    {
        string[] spellings = [Simplify(password), Simplify(WithoutLookalikes(password))];
        return Array.Exists(spellings, letters => letters.Distinct().Count() < MinDifferentLetters || Common.Contains(letters)
            || KeyboardWalk.IsMostOf(letters) || IsMostOf(Simplify(user), letters) || Common.Any(common => IsMostOf(common, letters))
            || Commonest.Any(common => IsMostOf(common, letters, MinLettersBesidePassword)));
    }

    /// <summary>Guessers know that people write P@$$w0rd.</summary>
    private static string WithoutLookalikes(string password) => string.Concat(password.Select(c => c switch
    {
        '@' => 'a',
        '$' or '5' => 's',
        '0' => 'o',
        '3' => 'e',
        '1' or '!' => 'i',
        '7' => 't',
        _ => c,
    }));

    // A few letters around a known word, or the word twice, are what guessers try next.
    private static bool IsMostOf(string known, string letters, int minOthers = MinOtherLetters) => known.Length > 0
        && letters.Contains(known, StringComparison.Ordinal)
        && letters.Replace(known, "", StringComparison.Ordinal).Length < Math.Min(minOthers, letters.Length);

    private static string Simplify(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsPunctuation(c))).ToUpperInvariant();

    private static HashSet<string> ReadCommonPasswords()
    {
        using var file = OpenResource("CommonPasswords.txt") ?? throw new InvalidOperationException("The list of passwords is missing.");
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Simplify)];
    }

    private static HashSet<string> ReadCommonestPasswords()
    {
        using var file = OpenResource("passwords.json");
        return file is null ? [] : [.. JsonSerializer.Deserialize<string[]>(file)!.Select(Simplify)];
    }

    private static Stream? OpenResource(string name) => typeof(PasswordRules).Assembly.GetManifestResourceStream(Resources + name);
}
