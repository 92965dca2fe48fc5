import type { GoldenQuestion } from './server/questions';

/** Questions the default world answers; the explorer opens with the first. */
export const goldenQuestions: readonly GoldenQuestion[] = [
  {
    title: 'What was adopted in Valletta, and who promised what?',
    document: `query Declaration {
  association(slug: "ampcc") {
    name
    collaborations(
      where: { kind: [AGREEMENT], region: ["hub:MENA"] }
      first: 1
    ) {
      nodes {
        __typename
        title
        ... on Agreement {
          agreementKind
          adoptedOn
        }
        related(relation: ADOPTED_AT) {
          collaboration {
            __typename
            title
            ... on Event {
              location {
                name
              }
            }
          }
        }
        commitments {
          totalCount
          nodes {
            position
            kind
            text
            levels
            status
            places {
              name
            }
            beneficiaries {
              name
            }
            partiesText
          }
        }
        followUps {
          nodes {
            kind
            isPeriodic
            recurrence
            nextDueOn
            status
          }
        }
        sources {
          asOf
          source {
            kind
            language
            title
            url
          }
        }
      }
    }
  }
}
`,
  },
  {
    title: 'Who presides over AMPCC, and of which city is that person mayor?',
    document: `query President {
  association(slug: "ampcc") {
    officeHolders(role: PRESIDENT) {
      person {
        name
      }
      title
      validFrom
      byVirtueOf {
        role
        at {
          __typename
          name
        }
      }
      sources {
        source {
          kind
          url
        }
      }
    }
  }
}
`,
  },
  {
    title: 'What does being a Friend of Strong Cities give, and who has been invited?',
    document: `query Tier {
  network(slug: "strong-cities-network") {
    tiers {
      code
      name
      category
      openTo
      memberCount
      benefits {
        kind
        onwardSharing
        description
      }
    }
    members(where: { status: [INVITED] }) {
      nodes {
        status
        member {
          name
        }
        transitions {
          to
          on
          at {
            title
          }
        }
      }
    }
  }
}
`,
  },
  {
    title: 'Which promises are late, and who should act?',
    document: `query Late {
  commitments(where: { isOverdue: true }, orderBy: { field: DUE_ON, direction: ASC }) {
    totalCount
    nodes {
      text
      dueOn
      status
      responsible {
        name
      }
      collaboration {
        title
      }
      updates(first: 1) {
        nodes {
          on
          status
          note
        }
      }
    }
  }
  followUps(where: { isOverdue: true }) {
    totalCount
  }
}
`,
  },
];
