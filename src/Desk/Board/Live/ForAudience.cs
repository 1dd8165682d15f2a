namespace EcomCenter.Desk.Board.Live;

/// <summary>The same changes as each audience may hear them. Pushes and catching up both come through here, so that they can't differ.</summary>
internal static class ForAudience
{
    /// <summary>In the order of their sequences: a <see cref="CardChanged"/> for what is open and theirs to read, a <see cref="CardRemoved"/> for what was.</summary>
    public static IEnumerable<object> Tell(Changes changes, ReadScope scope, IReadOnlyDictionary<long, string>? rows)
    {
        foreach (var card in changes.Cards)
        {
            if (card.IsOpen && scope.Holds(card.Department)) yield return CardChanged.Of(card, rows?.GetValueOrDefault(card.Id));
            else if (changes.Departments[card.Id].Append(card.Department).Any(scope.Holds)) yield return new CardRemoved(card.Sequence, card.Number.ToString());
        }
    }

    public static IReadOnlyCollection<Card> Shown(Changes changes, ReadScope scope) =>
        [.. changes.Cards.Where(card => card.IsOpen && scope.Holds(card.Department))];
}
