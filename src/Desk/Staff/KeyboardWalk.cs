namespace EcomCenter.Desk.Staff;

/// <summary>Recognises passwords that follow the keys, the alphabet or the numbers: 1qaz2wsx, qwertyuiop, 98765432, 1a2b3c.</summary>
internal static class KeyboardWalk
{
    /// <summary>The average length of a walk from which a password of walks is easily guessed.</summary>
    private const int MinAverageLength = 4;

    private static readonly string[] Keyboard = ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"], Keypad = ["789", "456", "123"];

    /// <param name="letters">The password in upper case.</param>
    public static bool IsMostOf(string letters) =>
        CountWalks(letters) * MinAverageLength <= letters.Length || (IsWalk(EverySecond(letters, 0)) && IsWalk(EverySecond(letters, 1)));

    private static bool IsWalk(string letters) => letters.Length >= MinAverageLength && CountWalks(letters) == 1;

    private static string EverySecond(string letters, int first) => string.Concat(letters.Where((_, index) => index % 2 == first));

    private static int CountWalks(string letters) =>
        1 + letters.Zip(letters.Skip(1)).Count(pair => !Follow(pair.First, pair.Second));

    private static bool Follow(char one, char next) =>
        Math.Abs(next - one) <= 1 || AreNeighbours(Keyboard, one, next) || AreNeighbours(Keypad, one, next);

    private static bool AreNeighbours(string[] rows, char one, char next) => Find(rows, one) is var (row, column)
        && Find(rows, next) is var (otherRow, otherColumn) && Math.Abs(row - otherRow) <= 1 && Math.Abs(column - otherColumn) <= 1;

    private static (int Row, int Column)? Find(string[] rows, char key)
    {
        for (var row = 0; row < rows.Length; row++)
            if (rows[row].IndexOf(key, StringComparison.Ordinal) is >= 0 and var column) return (row, column);
        return null;
    }
}
