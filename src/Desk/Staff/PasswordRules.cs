using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// The rules for new passwords, after NIST SP 800-63B: a length, no rule about kinds of letters, and none of the passwords that guessers
/// try first. Existing passwords keep working.
/// </summary>
public static class PasswordRules
{
    public const int MinLength = 12, MaxLength = 256;

    private const string Field = "password", CommonPasswordsFile = "EcomCenter.Desk.Staff.CommonPasswords.txt";

    /// <summary>The least number of different letters: fewer are a key held down or a pattern.</summary>
    private const int MinDifferentLetters = 5;

    /// <summary>The least number of letters beside a word that guessers know.</summary>
    private const int MinOtherLetters = 8;

    private static readonly HashSet<string> Common = ReadCommonPasswords();

    /// <summary>Returns the faults; none for a good password. <paramref name="user"/> may not be most of it.</summary>
    public static List<FieldFault> Check(string password, string user)
    {
        // Spaces at the ends and in a row are easily mistyped and add nothing.
        var length = string.Join(' ', password.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Length;
        if (length < MinLength) return [new(Field, "passwordShort", ("shortest", MinLength))];
        if (password.Length > MaxLength) return [new(Field, "tooLong", ("longest", MaxLength), ("length", password.Length))];
        return IsEasilyGuessed(password, user) ? [new(Field, "passwordCommon")] : [];
    }

    private static bool IsEasilyGuessed(string password, string user)
    {
        string[] spellings = [Simplify(password), Simplify(WithoutLookalikes(password))];
        return Array.Exists(spellings, letters => letters.Distinct().Count() < MinDifferentLetters || Common.Contains(letters)
            || KeyboardWalk.IsMostOf(letters) || IsMostOf(Simplify(user), letters) || Common.Any(common => IsMostOf(common, letters)));
    }

    /// <summary>Guessers know that people write P@$$w0rd.</summary>
    private static string WithoutLookalikes(string password) => string.Concat(password.Select(c => c switch
    {
        '@' => 'a', '$' or '5' => 's', '0' => 'o', '3' => 'e', '1' or '!' => 'i', '7' => 't',
        _ => c,
    }));

    // A few letters around a known word, or the word twice, are what guessers try next.
    private static bool IsMostOf(string known, string letters) =>
        known.Length > 0 && letters.Replace(known, "", StringComparison.Ordinal).Length < Math.Min(MinOtherLetters, letters.Length);

    private static string Simplify(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsPunctuation(c))).ToUpperInvariant();

    private static HashSet<string> ReadCommonPasswords()
    {
        using var file = typeof(PasswordRules).Assembly.GetManifestResourceStream(CommonPasswordsFile)
            ?? throw new InvalidOperationException($"The resource {CommonPasswordsFile} is missing.");
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Simplify)];
    }
}
