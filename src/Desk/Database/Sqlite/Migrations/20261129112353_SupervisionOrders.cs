using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SupervisionOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "supervision_orders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    TicketId = table.Column<long>(type: "INTEGER", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    CauseId = table.Column<long>(type: "INTEGER", nullable: true),
                    DraftedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    User = table.Column<string>(type: "TEXT", nullable: true),
                    DemandMessageId = table.Column<long>(type: "INTEGER", nullable: true),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AnswerMessageId = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Repeats = table.Column<int>(type: "INTEGER", nullable: false),
                    OverdueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextCheckAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supervision_orders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_supervision_orders_tickets_TicketId",
                        column: x => x.TicketId,
                        principalTable: "tickets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_supervision_orders_Cause_CauseId",
                table: "supervision_orders",
                columns: new[] { "Cause", "CauseId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_supervision_orders_NextCheckAt",
                table: "supervision_orders",
                column: "NextCheckAt",
                filter: "\"NextCheckAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_supervision_orders_State_DueAt",
                table: "supervision_orders",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_supervision_orders_TicketId",
                table: "supervision_orders",
                column: "TicketId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "supervision_orders");
        }
    }
}
