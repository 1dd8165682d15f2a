using EcomCenter.Desk.Reading;

namespace EcomCenter.Desk.Pages.Board.Live;

/// <summary>
/// Turns changes into the messages that one audience may receive. Pushing and catching up both use it, so that they cannot differ.
/// </summary>
internal static class AudienceMessages
{
    /// <summary>
    /// Builds a <see cref="CardChanged"/> for each open ticket in the scope and a <see cref="CardRemoved"/> for each that left it, ordered
    /// by sequence.
    /// </summary>
    public static IEnumerable<object> Build(BoardChanges changes, ReadScope scope, IReadOnlyDictionary<long, string>? rows)
    {
        foreach (var card in changes.Cards)
        {
            if (card.IsOpen && scope.Includes(card.ReadingDepartments))
                yield return CardChanged.FromCard(card, rows?.GetValueOrDefault(card.Id));
            else if (changes.DepartmentsByTicket[card.Id].Append(card.ReadingDepartments).Any(scope.Includes))
                yield return new CardRemoved(card.Sequence, card.Number.ToString());
        }
    }

    public static IReadOnlyCollection<BoardCard> VisibleCards(BoardChanges changes, ReadScope scope) =>
        [.. changes.Cards.Where(card => card.IsOpen && scope.Includes(card.ReadingDepartments))];
}
